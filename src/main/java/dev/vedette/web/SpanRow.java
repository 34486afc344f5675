package dev.vedette.web;

import dev.vedette.inspection.Sighting;
import dev.vedette.inspection.SightingAttribute;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span without its content.
 *
 * @param subject its tool or model, or null
 * @param counted whether its tokens count, rather than repeat those of others
 * @param logged whether a log record tells it
 * @param sightings what inspection found in its texts, by kind
 */
record SpanRow(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String name,
        String operation,
        @Nullable String subject,
        String service,
        String agent,
        Instant start,
        String startEpochNanos,
        long durationNanos,
        boolean error,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        boolean counted,
        boolean logged,
        List<String> sightings) {
    static SpanRow of(Span span) {
        String model = TraceQuery.modelOf(span);
        return new SpanRow(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.operation().kind(),
                span.operation() instanceof Operation.ToolCall call ? call.tool() : model,
                span.actor().service(),
                span.actor().agent(),
                span.startTime(),
                Long.toString(span.startEpochNanos()),
                span.durationNanos(),
                span.status().isError(),
                span.usage().inputTokens(),
                span.usage().outputTokens(),
                span.usage().own(),
                LoggedCalls.isLogged(span),
                SightingAttribute.decode(span.attributes()).stream()
                        .map(Sighting::kind)
                        .distinct()
                        .toList());
    }
}
