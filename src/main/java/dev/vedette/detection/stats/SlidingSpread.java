package dev.vedette.detection.stats;

/** Mean and spread of the last few values. Not thread-safe. */
final class SlidingSpread {
    private final double[] window;
    private long seen;

    SlidingSpread(int width) {
        window = new double[width];
    }

    void observe(double value) {
        window[(int) (seen % window.length)] = value;
        seen++;
    }

    boolean isFull() {
        return seen >= window.length;
    }

    double mean() {
        double sum = 0;
        for (double value : window) {
            sum += value;
        }
        return sum / window.length;
    }

    /** The natural logarithm of the standard deviation, with a floor relative to the size of the values. */
    double logDeviation() {
        double mean = mean();
        double squares = 0;
        for (double value : window) {
            squares += (value - mean) * (value - mean);
        }
        return Math.log(Math.sqrt(squares / window.length) + Math.abs(mean) * 1e-3 + 1e-12);
    }
}
