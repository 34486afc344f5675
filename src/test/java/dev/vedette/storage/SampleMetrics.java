package dev.vedette.storage;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Temporality;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points of metrics of the service {@code coder}, as a coding agent tells them. */
final class SampleMetrics {
    private SampleMetrics() {}

    /** Input tokens of the model small-1 at a thousandth of a dollar each, told as they come. */
    static MetricPoint tokens(@Nullable String session, long nanos, double tokens) {
        return point("tokens", session, Temporality.DELTA, nanos - SampleSpans.MINUTE, nanos, tokens, input(session));
    }

    /** The same, told as a sum since {@code start}. */
    static MetricPoint sum(@Nullable String session, long start, long nanos, double tokens) {
        return point("tokens", session, Temporality.CUMULATIVE, start, nanos, tokens, input(session));
    }

    /** Calls of a tool, told as they come. */
    static MetricPoint tools(@Nullable String session, long nanos, double calls, boolean failed) {
        MetricReading reading = reading(session, "tool", "shell", Measure.CALLS, failed, 0.0);
        return point("calls" + failed, session, Temporality.DELTA, nanos - 1, nanos, calls, reading);
    }

    static MetricPoint point(
            String name,
            @Nullable String session,
            Temporality temporality,
            long start,
            long nanos,
            double value,
            @Nullable MetricReading reading) {
        return new MetricPoint(
                name,
                "1",
                "sum",
                temporality,
                start,
                nanos,
                1,
                value,
                attributes(session, null),
                new Resource(Attributes.of(Map.of("service.name", "coder"))),
                Scope.UNKNOWN,
                reading);
    }

    static MetricReading reading(
            @Nullable String session,
            String operation,
            String subject,
            Measure measure,
            boolean failed,
            @Nullable Double usd) {
        return new MetricReading(
                "sample",
                SampleSpans.actor("coder", "coder", session == null ? "coder" : session, null),
                operation,
                subject,
                measure,
                1,
                failed,
                true,
                usd,
                usd != null && measure != Measure.COST && usd != 0);
    }

    private static MetricReading input(@Nullable String session) {
        return reading(session, "model", "small-1", Measure.INPUT_TOKENS, false, 0.001);
    }

    static Attributes attributes(@Nullable String session, @Nullable String type) {
        Map<String, Object> attributes = new HashMap<>();
        if (session != null) {
            attributes.put("session.id", session);
        }
        if (type != null) {
            attributes.put("type", type);
        }
        return Attributes.of(attributes);
    }
}
