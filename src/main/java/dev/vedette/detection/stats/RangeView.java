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
        double evidence = seen < WARM_UP ? 0 : tail.observe(outside(value));
        int block = (int) (seen / ROWS % BLOCKS);
        if (seen % ROWS == 0) {
            lows[block] = Double.POSITIVE_INFINITY;
            highs[block] = Double.NEGATIVE_INFINITY;
        }
        lows[block] = Math.min(lows[block], value);
        highs[block] = Math.max(highs[block], value);
        seen++;
        return evidence;
    }

    private double outside(double value) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int block = 0; block < BLOCKS; block++) {
            low = Math.min(low, lows[block]);
            high = Math.max(high, highs[block]);
        }
        double range = Math.max(high - low, Math.max(Math.abs(high), Math.abs(low)) * 1e-3 + 1e-12);
        return Math.max(Math.max(value - high, low - value), 0) / range;
    }
}
