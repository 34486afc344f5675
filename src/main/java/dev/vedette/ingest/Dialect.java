package dev.vedette.ingest;

import dev.vedette.telemetry.MetricPoint;
import org.jspecify.annotations.Nullable;

/**
 * One way of writing what an agent did into spans, log records and metrics. A dialect is one class and one fixture test; its
 * place in {@link Normalizer}'s list is its precedence. Implementations hold no state and throw on no input.
 */
interface Dialect {
    /** The name that what was understood carries. */
    String name();

    /** What the span says in this dialect, or null when it says nothing in it. */
    @Nullable
    SpanReading read(RawSpan span);

    /** What the log record says in this dialect, or null when it says nothing in it. */
    default @Nullable LogReading read(RawLog log) {
        return null;
    }

    /** What the point says in this dialect, or null when it says nothing in it. */
    default @Nullable PointReading read(MetricPoint point) {
        return null;
    }
}
