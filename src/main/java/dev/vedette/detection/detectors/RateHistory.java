package dev.vedette.detection.detectors;

import dev.vedette.detection.stats.DecayedMean;
import dev.vedette.detection.stats.NegativeBinomial;
import dev.vedette.detection.stats.PooledDispersion;

/**
 * What one series' closed minutes were like, and from that what the next minute may be. Immutable.
 *
 * @param all counts per minute
 * @param active counts per minute over the minutes that had any
 * @param dispersion how much more than Poisson they vary
 * @param closed how many minutes were learned, zeros included
 * @param activeClosed how many of them had any count
 */
record RateHistory(DecayedMean all, DecayedMean active, PooledDispersion dispersion, long closed, long activeClosed) {
    static final RateHistory NONE = new RateHistory(DecayedMean.NONE, DecayedMean.NONE, PooledDispersion.NONE, 0, 0);

    /** The probability with which a normal minute may exceed the bound. */
    static final double ALPHA = 1e-5;

    private static final double DECAY = 0.998;
    private static final double DISPERSION_DECAY = 0.999;
    private static final long LEAST_CLOSED = 15;
    private static final long LEAST_ACTIVE = 5;
    private static final double LEAST_WEIGHT = 3;
    private static final double LEAST_MEAN = 0.01;
    private static final double PRIOR_MINUTES = 5;
    private static final double OWN_MINUTES = 60;
    private static final double EFFECT = 3;
    private static final double LEAST_COUNT = 20;

    /** A history that starts anew at a level that has lasted. */
    static RateHistory at(double level, RateHistory old) {
        DecayedMean mean = new DecayedMean(level * LEAST_CLOSED, LEAST_CLOSED);
        return new RateHistory(mean, mean, old.dispersion(), LEAST_CLOSED, LEAST_CLOSED);
    }

    RateHistory learn(double count) {
        double weight = all.weight();
        boolean any = count > 0;
        return new RateHistory(
                all.observe(count, DECAY),
                any ? active.observe(count, DECAY) : active,
                weight < LEAST_WEIGHT ? dispersion : dispersion.observe(count, all.mean(0), weight, DISPERSION_DECAY),
                closed + 1,
                any ? activeClosed + 1 : activeClosed);
    }

    RateHistory learnZeros(double zeros) {
        DecayedMean after = all.observeZeros(zeros, DECAY);
        double between = (all.mean(0) + after.mean(0)) / 2;
        return new RateHistory(
                after,
                active,
                all.weight() < LEAST_WEIGHT
                        ? dispersion
                        : dispersion.observeZeros(zeros, between, all.weight(), DISPERSION_DECAY),
                closed + (long) zeros,
                activeClosed);
    }

    /** Whether there is enough to judge by. A series with few active minutes has not shown what those are like. */
    boolean suffices() {
        return closed >= LEAST_CLOSED && activeClosed >= LEAST_ACTIVE;
    }

    /** What the series itself says of its mean, for the pool. */
    double mean() {
        return all.mean(0);
    }

    boolean teaches() {
        return all.weight() >= LEAST_WEIGHT;
    }

    /** The least count that could matter: the effect floor, which costs nothing to know. */
    long floor() {
        return (long) Math.ceil(Math.max(LEAST_COUNT, EFFECT * active.mean(0)));
    }

    /** What the next minute's count is drawn from, if nothing has changed. */
    NegativeBinomial prediction(RatePool pool) {
        double mean = Math.max(all.mean(pool.rate().mean(0), PRIOR_MINUTES), LEAST_MEAN);
        double own = dispersion.estimate(pool.dispersionFor(mean), OWN_MINUTES * mean * mean);
        return new NegativeBinomial(mean, PooledDispersion.forPrediction(own, mean, all.weight() + 1));
    }

    /** The least count that is too much. */
    long limit(RatePool pool) {
        return Math.max(floor(), prediction(pool).upper(ALPHA) + 1);
    }
}
