package dev.vedette.detection.stats;

import java.time.Instant;
import java.util.List;

/**
 * Watches one evenly spaced series of numbers, with no training phase and in constant space and time per point. Several
 * views each give evidence in the form of a tail probability: the level of the value and of its means over 3, 12 and 48
 * points, the range of the last four thousand points, and the spread of 24 points. The strongest counts, with a part of
 * the second when both agree; repetition is damped. Evidence from the range counts more than the others': series of
 * computers are too restless for a tail probability of their level to be taken at its word.
 *
 * <p>The score is {@code 1 - 10^(-q/10)} for evidence {@code q}, the negative decimal logarithm of a tail probability: on
 * noise alone a score of 0.5 comes about once in a thousand points.
 *
 * <p>Strictly causal: a score depends on the points up to and including its own, never on later ones, so a prefix of a
 * series gives a prefix of the scores. Deterministic; does not depend on the unit of the values. Not thread-safe.
 */
public final class SeriesDetector {
    private static final double MEMORY = 1.0 / 2000;
    private static final double BAND = 4;
    private static final double SECOND = 0.5;
    private static final double RESTLESS = 0.2;
    private static final double SCORE_SCALE = 10;
    private static final double MOST_EVIDENCE = 100;

    /** Beyond this, squares would overflow and one hostile value would blind the detector for good. */
    private static final double LARGEST = 1e100;

    private static final int SPREAD = 24;
    private static final int SMOOTH = 12;

    private final LevelView level = new LevelView(1, MEMORY);
    private final List<LevelView> means =
            List.of(new LevelView(3, MEMORY), new LevelView(12, MEMORY), new LevelView(48, MEMORY));
    private final RangeView range = new RangeView();
    private final RangeView smoothRange = new RangeView();
    private final SlidingSpread smooth = new SlidingSpread(SMOOTH);
    private final SlidingSpread spread = new SlidingSpread(SPREAD);
    private final LevelView spreadLevel = new LevelView(1, MEMORY);
    private final Refractory refractory = new Refractory();

    /**
     * The next point.
     *
     * @param at when, later than the point before; carried through
     * @param value what; one that is not finite is passed over with score 0 and teaches nothing
     */
    public SeriesPoint next(Instant at, double value) {
        double expected = level.location();
        double reach = BAND * level.scale();
        if (!Double.isFinite(value)) {
            return new SeriesPoint(at, value, 0, expected, expected - reach, expected + reach);
        }
        double bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
        double evidence = refractory.pass(Math.min(evidence(bounded), MOST_EVIDENCE));
        double score = 1 - Math.pow(10, -evidence / SCORE_SCALE);
        return new SeriesPoint(at, value, score, expected, expected - reach, expected + reach);
    }

    private double evidence(double value) {
        double byLevel = level.observe(value);
        for (LevelView mean : means) {
            byLevel = Math.max(byLevel, mean.observe(value));
        }
        double byRange = range.observe(value);
        smooth.observe(value);
        if (smooth.isFull()) {
            byRange = Math.max(byRange, smoothRange.observe(smooth.mean()));
        }
        spread.observe(value);
        double bySpread = spread.isFull() ? spreadLevel.observe(spread.logDeviation()) : 0;
        return strongest(RESTLESS * byLevel, byRange, RESTLESS * bySpread);
    }

    private static double strongest(double one, double two, double three) {
        double best = Math.max(one, Math.max(two, three));
        double least = Math.min(one, Math.min(two, three));
        double middle = one + two + three - best - least;
        return best + SECOND * middle;
    }
}
