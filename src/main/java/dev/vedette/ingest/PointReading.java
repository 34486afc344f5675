package dev.vedette.ingest;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect found in a point of a metric. One without a point is what a dialect knows of all points of a metric, a
 * row of its table; {@link #of} makes it that of one point.
 *
 * @param operation kind of what was done
 * @param subject the tool or the model, or null
 * @param measure what the value counts
 * @param scale by what the value is multiplied; for durations the nanoseconds of the unit, or those of the usual unit
 *     where the point does not name its own
 * @param failed whether what it counts failed
 * @param own false where another metric of the same sender tells the same
 * @param tokens the class of tokens whose price one of them has, or null where it counts none or the sender tells their
 *     cost apart
 * @param provider who provides the model, or null
 * @param requestModel the model asked for, whose price holds where the subject has none, or null
 * @param who what only this dialect can tell of who acted
 */
record PointReading(
        String operation,
        @Nullable String subject,
        Measure measure,
        double scale,
        boolean failed,
        boolean own,
        @Nullable TokenClass tokens,
        @Nullable String provider,
        @Nullable String requestModel,
        Identity who) {
    /** US dollars for calls of models. */
    static final PointReading COST = row("model", Measure.COST, 1, null);

    /** How often. */
    static PointReading calls(String operation) {
        return row(operation, Measure.CALLS, 1, null);
    }

    /** How often and how long, in seconds unless the point names another unit. */
    static PointReading timed(String operation) {
        return row(operation, Measure.TIMED_CALLS, Elapsed.NANOS_PER_SECOND, null);
    }

    /** How long, where another metric tells how often; in seconds unless the point names another unit. */
    static PointReading duration(String operation) {
        return row(operation, Measure.DURATION, Elapsed.NANOS_PER_SECOND, null);
    }

    /** Tokens that belong to the input and that no other metric of it holds. */
    static PointReading input(TokenClass kind) {
        return row("model", Measure.INPUT_TOKENS, 1, kind);
    }

    /** Tokens that belong to the output and that no other metric of it holds. */
    static PointReading output(TokenClass kind) {
        return row("model", Measure.OUTPUT_TOKENS, 1, kind);
    }

    /** Tokens that the metric of the whole input or output counts as well. */
    static PointReading among(TokenClass kind) {
        return row("model", Measure.TOKENS_AMONG_OTHERS, 1, kind);
    }

    private static PointReading row(String operation, Measure measure, double scale, @Nullable TokenClass kind) {
        return new PointReading(operation, null, measure, scale, false, true, kind, null, null, Identity.UNKNOWN);
    }

    /** The same in milliseconds, unless the point names another unit. */
    PointReading inMillis() {
        return scaled(Elapsed.NANOS_PER_MILLI);
    }

    /** The same, of a value that is multiplied. */
    PointReading scaled(double factor) {
        return new PointReading(operation, subject, measure, factor, failed, own, tokens, provider, requestModel, who);
    }

    /** The same as a repetition of what another metric of the sender tells. */
    PointReading repeated() {
        return new PointReading(operation, subject, measure, scale, failed, false, tokens, provider, requestModel, who);
    }

    /** The same of what failed. */
    PointReading failing() {
        return new PointReading(operation, subject, measure, scale, true, own, tokens, provider, requestModel, who);
    }

    /** The same, of another kind of operation. */
    PointReading doing(String otherOperation) {
        return new PointReading(
                otherOperation, subject, measure, scale, failed, own, tokens, provider, requestModel, who);
    }

    /** The same of other tokens. */
    PointReading counting(TokenClass kind) {
        return new PointReading(operation, subject, measure, scale, failed, own, kind, provider, requestModel, who);
    }

    /** The same for tokens whose cost another metric of the sender tells. */
    PointReading costToldApart() {
        return new PointReading(operation, subject, measure, scale, failed, own, null, provider, requestModel, who);
    }

    /** The same about a tool. */
    PointReading about(@Nullable String tool) {
        return new PointReading(operation, tool, measure, scale, failed, own, tokens, provider, requestModel, who);
    }

    /** The same about a model, which may go by the name of the one that answered or by that of the one asked for. */
    PointReading about(@Nullable String modelProvider, @Nullable String model, @Nullable String asked) {
        return new PointReading(operation, model, measure, scale, failed, own, tokens, modelProvider, asked, who);
    }

    PointReading by(Identity actor) {
        return new PointReading(operation, subject, measure, scale, failed, own, tokens, provider, requestModel, actor);
    }

    /** This row of a table for one point: in the point's unit, and failed where its attributes say so. */
    PointReading of(MetricPoint point) {
        if (!measure.isOfCalls()) {
            return this;
        }
        // A plain number says how long it all took, and not how often.
        boolean uncounted = measure == Measure.TIMED_CALLS && point.type().equals("sum");
        return new PointReading(
                operation,
                subject,
                uncounted ? Measure.DURATION : measure,
                measure == Measure.CALLS ? scale : Elapsed.nanosOf(point.unit(), scale),
                failed || StatusReader.failed(point),
                own,
                tokens,
                provider,
                requestModel,
                who);
    }

    /** All that is to be known of the point. */
    MetricReading complete(String dialect, MetricPoint point, CostEstimator costs) {
        Double usd = usdPerUnit(point, costs);
        return new MetricReading(
                dialect,
                Identity.of(point.attributes(), who).actor(point.resource(), null),
                operation,
                subject == null ? "" : subject,
                measure,
                scale,
                failed,
                own,
                usd,
                own && tokens != null && usd != null);
    }

    /** What is not counted costs nothing, and neither does what costs nothing or has its cost told elsewhere. */
    private @Nullable Double usdPerUnit(MetricPoint point, CostEstimator costs) {
        if (measure == Measure.COST) {
            return 1.0;
        }
        if (!own || tokens == null) {
            return 0.0;
        }
        boolean among = measure == Measure.TOKENS_AMONG_OTHERS;
        Double usd = costs.perToken(tokens, among, provider, subject, point.epochNanos());
        return usd == null ? costs.perToken(tokens, among, provider, requestModel, point.epochNanos()) : usd;
    }
}
