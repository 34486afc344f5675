package dev.vedette.detection.stats;

/**
 * How far the mean of the last few values is from where such means have been: an exponentially weighted location and
 * mean absolute deviation, with surprises clipped before they are learned. Not thread-safe.
 */
final class LevelView {
    private static final double CLIP = 4;
    private static final double TO_DEVIATION = Math.sqrt(Math.PI / 2);
    private static final int WARM_UP = 30;

    private final double[] window;
    private final double memory;
    private final TailEvidence tail = new TailEvidence(3, 0.005, 1);
    private long seen;
    private long means;
    private double location;
    private double deviation;

    LevelView(int width, double memory) {
        this.window = new double[width];
        this.memory = memory;
    }

    /** The evidence that the newest value brings. */
    double observe(double value) {
        window[(int) (seen % window.length)] = value;
        seen++;
        return seen < window.length ? 0 : learn(total() / window.length);
    }

    double location() {
        return location;
    }

    /** The standard deviation that the mean absolute deviation of normal values would stand for. */
    double scale() {
        return deviation * TO_DEVIATION;
    }

    private double learn(double mean) {
        means++;
        double surprise = mean - location;
        double scale = Math.max(scale(), Math.abs(location) * 1e-6 + 1e-12);
        double evidence = means > WARM_UP ? tail.observe(Math.abs(surprise) / scale) : 0;
        double pace = Math.max(memory, 1.0 / means);
        double bound = means > WARM_UP ? CLIP * scale : Double.MAX_VALUE;
        double believed = Math.max(-bound, Math.min(bound, surprise));
        location += pace * believed;
        if (means > 1) {
            deviation += Math.max(memory, 1.0 / (means - 1)) * (Math.abs(believed) - deviation);
        }
        return evidence;
    }

    /** Summed up anew each time: a running sum would not forget a huge value that has left the window. */
    private double total() {
        double total = 0;
        for (double value : window) {
            total += value;
        }
        return total;
    }
}
