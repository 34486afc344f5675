package dev.vedette.detection.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How values of many magnitudes are spread, with forgetting: bins on a logarithmic scale, two to a doubling, and every
 * value counts {@code decay} times as much as the one after it. A quantile is the upper edge of its bin, hence too large
 * by at most 42 %. Immutable.
 *
 * @param weights the decayed number of values in each bin, the bin of the smallest first; at most {@value #MOST_BINS}
 */
public record DecayedHistogram(List<Double> weights) {
    /** Nothing seen. */
    public static final DecayedHistogram NONE = new DecayedHistogram(List.of());

    private static final int MOST_BINS = 64;
    private static final double BINS_PER_DOUBLING = 2;

    public DecayedHistogram {
        weights = List.copyOf(weights);
    }

    /** After one more value; what is less than 1 counts as 1. */
    public DecayedHistogram observe(double value, double decay) {
        int bin = bin(value);
        List<Double> next = new ArrayList<>(Math.max(weights.size(), bin + 1));
        for (double weight : weights) {
            next.add(weight * decay);
        }
        if (next.size() <= bin) {
            next.addAll(Collections.nCopies(bin + 1 - next.size(), 0.0));
        }
        next.set(bin, next.get(bin) + 1);
        return new DecayedHistogram(next);
    }

    /** The least edge below which at least this share of the values lies; 0 when nothing was seen. */
    public double quantile(double share) {
        double wanted =
                share * weights.stream().mapToDouble(Double::doubleValue).sum();
        double below = 0;
        for (int bin = 0; bin < weights.size(); bin++) {
            below += weights.get(bin);
            if (below >= wanted) {
                return edge(bin);
            }
        }
        return weights.isEmpty() ? 0 : edge(weights.size() - 1);
    }

    private static int bin(double value) {
        double doublings = Math.log(Math.max(value, 1)) / Math.log(2);
        return (int) Math.min(Math.ceil(doublings * BINS_PER_DOUBLING), MOST_BINS - 1.0);
    }

    private static double edge(int bin) {
        return Math.pow(2, bin / BINS_PER_DOUBLING);
    }
}
