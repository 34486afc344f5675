package dev.vedette.detection.stats;

import org.apache.commons.math3.exception.MathRuntimeException;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/**
 * The negative binomial distribution by its mean and dispersion: variance = mean + dispersion · mean². The size {@code
 * 1 / dispersion} need not be whole, so the distribution function is the regularised incomplete beta function
 * (Johnson, Kemp and Kotz, "Univariate Discrete Distributions", 3rd edition, equation 5.31). Immutable.
 *
 * @param mean more than 0 and finite
 * @param dispersion more than 0 and finite; the smaller, the closer to Poisson
 */
public record NegativeBinomial(double mean, double dispersion) {
    private static final double PRECISION = 1e-12;
    private static final int ITERATIONS = 50_000;
    private static final long LARGEST = 1L << 40;

    /** @throws IllegalArgumentException when a parameter is not a positive finite number */
    public NegativeBinomial {
        if (!(mean > 0 && mean <= Double.MAX_VALUE && dispersion > 0 && dispersion <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("mean and dispersion must be positive and finite");
        }
    }

    /** The probability of {@code count} or more; 1 for zero and less. */
    public double tail(long count) {
        if (count <= 0) {
            return 1;
        }
        double size = 1 / dispersion;
        try {
            return Beta.regularizedBeta(mean / (size + mean), (double) count, size, PRECISION, ITERATIONS);
        } catch (MathRuntimeException slow) {
            return normalTail(count);
        }
    }

    /** The smallest count that is exceeded with a probability of at most {@code alpha}. */
    public long upper(double alpha) {
        long low = -1;
        long high = Math.max(1, (long) Math.min(mean, LARGEST));
        while (tail(high + 1) > alpha && high < LARGEST) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (tail(middle + 1) > alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The largest count below which a count falls with a probability of at most {@code alpha}. */
    public long lower(double alpha) {
        long low = 0;
        long high = (long) Math.min(mean, LARGEST) + 1;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (1 - tail(middle) <= alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double normalTail(long count) {
        double deviation = Math.sqrt(mean + dispersion * mean * mean);
        return 0.5 * Erf.erfc((count - 0.5 - mean) / deviation / Math.sqrt(2));
    }
}
