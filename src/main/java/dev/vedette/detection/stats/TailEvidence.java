package dev.vedette.detection.stats;

/**
 * Turns the size of a surprise into evidence: the negative decimal logarithm of the probability of one at least so
 * large. Beyond a threshold the sizes are taken to be exponentially distributed, which is the generalised Pareto tail
 * with shape zero of A. Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory" (KDD 2017), with the
 * rate and the mean excess learned from the stream itself and forgotten again. Not thread-safe.
 */
final class TailEvidence {
    private static final double RATE_MEMORY = 1.0 / 1500;
    private static final double EXCESS_MEMORY = 1.0 / 20;
    private static final double MOST_LEARNED = 4;

    private final double threshold;
    private double rate;
    private double excess;

    TailEvidence(double threshold, double usualRate, double usualExcess) {
        this.threshold = threshold;
        this.rate = usualRate;
        this.excess = usualExcess;
    }

    /** The evidence of a size, judged by what came before; then learns it, but not beyond what is believable. */
    double observe(double size) {
        boolean beyond = size > threshold;
        double over = size - threshold;
        double evidence = beyond ? -Math.log10(rate) + over / (excess * Math.log(10)) : 0;
        rate += RATE_MEMORY * ((beyond ? 1 : 0) - rate);
        rate = Math.max(rate, RATE_MEMORY / 10);
        if (beyond) {
            excess += EXCESS_MEMORY * (Math.min(over, MOST_LEARNED * excess) - excess);
        }
        return evidence;
    }
}
