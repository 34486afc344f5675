package dev.vedette.web;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.Sum;
import org.jspecify.annotations.Nullable;

/** Sums over activity points. Not thread-safe. */
final class Tally {
    private long spans;
    private long errors;
    private long inputTokens;
    private long outputTokens;
    private double costUsd;
    private long priced;
    private long estimated;
    private long unpriced;
    private long durationNanos;
    private boolean measured;

    void add(ActivityPoint point) {
        spans += point.spans();
        errors += point.errors();
        inputTokens = Sum.of(inputTokens, point.inputTokens());
        outputTokens = Sum.of(outputTokens, point.outputTokens());
        costUsd += point.costUsd();
        priced += point.priced();
        estimated += point.estimated();
        unpriced += point.unpriced();
        durationNanos = Sum.of(durationNanos, point.durationNanos());
        measured |= point.measured();
    }

    long spans() {
        return spans;
    }

    Totals totals() {
        return new Totals(
                spans,
                errors,
                inputTokens,
                outputTokens,
                priced == 0 ? null : Double.valueOf(costUsd),
                priced,
                estimated,
                unpriced,
                meanMillis(),
                measured);
    }

    private @Nullable Double meanMillis() {
        return spans == 0 || durationNanos == 0 ? null : Double.valueOf(durationNanos / 1e6 / spans);
    }

    /** What this tally says of a measure; null where there is nothing to say it of. */
    @Nullable
    Double measure(Series.Measure measure) {
        return switch (measure) {
            case SPANS -> Double.valueOf((double) spans);
            case ERRORS -> Double.valueOf((double) errors);
            case ERROR_RATIO -> spans == 0 ? null : Double.valueOf((double) errors / spans);
            case INPUT_TOKENS -> Double.valueOf((double) inputTokens);
            case OUTPUT_TOKENS -> Double.valueOf((double) outputTokens);
            case COST_USD -> priced == 0 ? null : Double.valueOf(costUsd);
            case MEAN_MILLIS -> meanMillis();
        };
    }

    /**
     * The sums.
     *
     * @param costUsd null where no cost is known, which is not zero
     * @param priced how many spans have a known cost
     * @param estimated how many of those costs were estimated from list prices and not reported
     * @param unpriced how many spans have tokens of their own but no known cost
     * @param meanMillis the mean duration, null where there are no calls or none of them tells how long it took
     * @param measured whether some of it is told by metrics alone, with no span or log record behind it
     */
    record Totals(
            long spans,
            long errors,
            long inputTokens,
            long outputTokens,
            @Nullable Double costUsd,
            long priced,
            long estimated,
            long unpriced,
            @Nullable Double meanMillis,
            boolean measured) {}
}
