package dev.vedette.detection.stats;

/**
 * A mean that forgets: every observation counts {@code decay} times as much as the one after it. Immutable.
 *
 * @param sum the decayed sum
 * @param weight the decayed number of observations
 */
public record DecayedMean(double sum, double weight) {
    /** Nothing seen. */
    public static final DecayedMean NONE = new DecayedMean(0, 0);

    /** After one more value. */
    public DecayedMean observe(double value, double decay) {
        return new DecayedMean(sum * decay + value, weight * decay + 1);
    }

    /** After {@code count} zeros, in constant time. {@code decay} is less than 1. */
    public DecayedMean observeZeros(double count, double decay) {
        double left = Math.pow(decay, count);
        return new DecayedMean(sum * left, weight * left + (1 - left) / (1 - decay));
    }

    /** The mean, or {@code otherwise} when nothing was seen. */
    public double mean(double otherwise) {
        return weight > 0 ? sum / weight : otherwise;
    }

    /** The mean, drawn towards a prior that counts as much as {@code priorWeight} observations, which is more than 0. */
    public double mean(double prior, double priorWeight) {
        return (sum + prior * priorWeight) / (weight + priorWeight);
    }
}
