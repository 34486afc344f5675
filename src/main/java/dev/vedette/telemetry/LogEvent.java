package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One log record, as it came and as it was understood. Already scrubbed of secrets. Immutable.
 *
 * @param epochNanos when it happened: its time, else when it was observed, else when it was received
 * @param eventName the event's name, empty for a plain log line
 * @param severity OTLP's severity number, 0 when not given
 * @param body the body as text (structured bodies as JSON text), empty when there is none
 * @param traceId the trace it belongs to, or null
 * @param spanId the span it belongs to, or null
 * @param dialect which convention it was understood by; {@code none} where by none
 * @param input messages to a model that the record carries
 * @param output messages from a model that the record carries
 */
public record LogEvent(
        long epochNanos,
        String eventName,
        int severity,
        String body,
        Attributes attributes,
        @Nullable String traceId,
        @Nullable String spanId,
        Resource resource,
        Scope scope,
        String dialect,
        Actor actor,
        List<Message> input,
        List<Message> output) {
    public LogEvent {
        input = List.copyOf(input);
        output = List.copyOf(output);
    }
}
