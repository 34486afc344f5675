package dev.vedette.detection.detectors;

import dev.vedette.detection.stats.DecayedMean;
import dev.vedette.detection.stats.PooledDispersion;

/**
 * What all series of one operation of an agent have in common: a series that is new or quiet leans on it. Immutable.
 *
 * @param rate counts per minute over all of them
 * @param dispersion how much more than Poisson they vary
 * @param reportedMinute the last minute for which any of them was reported, or a negative number
 */
record RatePool(DecayedMean rate, PooledDispersion dispersion, long reportedMinute) {
    static final RatePool NONE = new RatePool(DecayedMean.NONE, PooledDispersion.NONE, Long.MIN_VALUE / 2);

    private static final double DECAY = 0.9995;
    private static final double PRIOR_DISPERSION = 1.0;
    private static final double PRIOR_BUCKETS = 30;
    private static final double MOST_ZEROS = 60;

    RatePool learn(double count, double expected, double weight) {
        return new RatePool(
                rate.observe(count, DECAY), dispersion.observe(count, expected, weight, DECAY), reportedMinute);
    }

    /** Zeros of one series; a series that slept for days must not drown the others. */
    RatePool learnZeros(double zeros, double expected, double weight) {
        double counted = Math.min(zeros, MOST_ZEROS);
        return new RatePool(
                rate.observeZeros(counted, DECAY),
                dispersion.observeZeros(counted, expected, weight, DECAY),
                reportedMinute);
    }

    /** The dispersion to assume for a series of this mean. */
    double dispersionFor(double mean) {
        return dispersion.estimate(PRIOR_DISPERSION, PRIOR_BUCKETS * mean * mean);
    }

    RatePool reportedAt(long minute) {
        return new RatePool(rate, dispersion, Math.max(reportedMinute, minute));
    }
}
