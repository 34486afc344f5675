package dev.vedette.detection.stats;

import java.util.Arrays;

/**
 * How far a value lies outside all values of a long while, as a share of their range. Extremes are kept by block, so
 * that what is long past is forgotten in constant space. Not thread-safe.
 */
final class RangeView {
    private static final int BLOCKS = 32;
    private static final int ROWS = 128;
    private static final int WARM_UP = 100;

    /** One absurd value must not make everything after it look tame. */
    private static final double MOST_GROWTH = 1;

    private final double[] lows = new double[BLOCKS];
    private final double[] highs = new double[BLOCKS];
    private final TailEvidence tail = new TailEvidence(0, 0.01, 0.05);
    private long seen;

    RangeView() {
        Arrays.fill(lows, Double.POSITIVE_INFINITY);
        Arrays.fill(highs, Double.NEGATIVE_INFINITY);
    }

    /** The evidence that the newest value brings. */
    double observe(double value) {
        double low = least();
        double high = most();
        double range = Math.max(high - low, Math.max(Math.abs(high), Math.abs(low)) * 1e-3 + 1e-12);
        double evidence = 0;
        double believed = value;
        if (seen >= WARM_UP) {
            evidence = tail.observe(Math.max(Math.max(value - high, low - value), 0) / range);
            believed = Math.max(low - MOST_GROWTH * range, Math.min(high + MOST_GROWTH * range, value));
        }
        int block = (int) (seen / ROWS % BLOCKS);
        if (seen % ROWS == 0) {
            lows[block] = Double.POSITIVE_INFINITY;
            highs[block] = Double.NEGATIVE_INFINITY;
        }
        lows[block] = Math.min(lows[block], believed);
        highs[block] = Math.max(highs[block], believed);
        seen++;
        return evidence;
    }

    private double least() {
        double least = Double.POSITIVE_INFINITY;
        for (double low : lows) {
            least = Math.min(least, low);
        }
        return least;
    }

    private double most() {
        double most = Double.NEGATIVE_INFINITY;
        for (double high : highs) {
            most = Math.max(most, high);
        }
        return most;
    }
}
