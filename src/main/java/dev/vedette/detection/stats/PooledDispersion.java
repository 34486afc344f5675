package dev.vedette.detection.stats;

/**
 * How much more than Poisson counts vary, estimated over many buckets together since one has too few points: a ratio of
 * decayed sums of squared surprises, as a moment estimator of the negative binomial's dispersion. The updates are those
 * of the project's simulation of alarm rates on hourly counts (weights {@code 1 + 1/n} for a mean that was itself
 * estimated from n buckets). Immutable.
 *
 * @param excess the decayed sum of squared deviations beyond what Poisson gives; may be negative
 * @param scale the decayed sum of squared means
 */
public record PooledDispersion(double excess, double scale) {
    /** Nothing seen. */
    public static final PooledDispersion NONE = new PooledDispersion(0, 0);

    /** The least dispersion that is believed: nobody's traffic is quite Poisson. */
    public static final double FLOOR = 0.02;

    /**
     * After one more bucket.
     *
     * @param count what was counted
     * @param mean what was expected
     * @param weight how many buckets the expectation rests on, more than 0
     * @param decay what is left of older buckets, such as 0.999
     */
    public PooledDispersion observe(double count, double mean, double weight, double decay) {
        double inflation = 1 + 1 / weight;
        double surprise = (count - mean) * (count - mean) - mean * inflation;
        return new PooledDispersion(decay * excess + surprise, decay * scale + mean * mean * inflation);
    }

    /** After {@code buckets} more in which nothing was counted, in constant time: {@link #observe} for each of them
     * with the mean held. */
    public PooledDispersion observeZeros(double buckets, double mean, double weight, double decay) {
        double left = Math.pow(decay, buckets);
        double each = (1 - left) / (1 - decay);
        double inflation = 1 + 1 / weight;
        double surprise = mean * mean - mean * inflation;
        return new PooledDispersion(left * excess + each * surprise, left * scale + each * mean * mean * inflation);
    }

    /**
     * The dispersion, drawn towards a prior.
     *
     * @param prior the dispersion to assume where nothing is known
     * @param priorScale how much that counts, in squared means
     */
    public double estimate(double prior, double priorScale) {
        double weight = scale + priorScale;
        return weight > 0 ? Math.max((excess + prior * priorScale) / weight, FLOOR) : Math.max(prior, FLOOR);
    }

    /** A dispersion made wider by what is not known about the mean: {@code φ + (φ + 1/μ) / (2n)}. */
    public static double forPrediction(double dispersion, double mean, double weight) {
        return dispersion + (dispersion + 1 / mean) / (2 * weight);
    }
}
