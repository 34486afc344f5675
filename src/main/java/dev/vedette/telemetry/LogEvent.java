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
 * @param operation what was done, where the sender tells it in a log record; else {@link Operation.Other}
 * @param usage what it used; {@link Usage#NONE} where the operation's span tells it
 * @param status how the operation ended; unset where none is told
 * @param durationNanos how long the operation took, or null when not said
 * @param input messages to a model that the record carries beside its operation
 * @param output messages from a model that the record carries beside its operation
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
        Operation operation,
        Usage usage,
        Status status,
        @Nullable Long durationNanos,
        List<Message> input,
        List<Message> output)
        implements Activity {
    public LogEvent {
        input = List.copyOf(input);
        output = List.copyOf(output);
    }

    /** The record with other numbers. */
    public LogEvent withUsage(Usage other) {
        return with(actor, other);
    }

    /** The record of somebody else. */
    public LogEvent withActor(Actor other) {
        return with(other, usage);
    }

    private LogEvent with(Actor by, Usage used) {
        return new LogEvent(
                epochNanos,
                eventName,
                severity,
                body,
                attributes,
                traceId,
                spanId,
                resource,
                scope,
                dialect,
                by,
                operation,
                used,
                status,
                durationNanos,
                input,
                output);
    }

    /**
     * The record in the form of a span, so that it can stand among spans. It ends when the record was written.
     *
     * @param trace the trace in which it stands
     * @param id the id that it has there
     * @param parent the span below which it stands, or null
     */
    public Span asSpan(String trace, String id, @Nullable String parent) {
        long took = durationNanos == null ? 0 : durationNanos;
        return new Span(
                trace,
                id,
                parent,
                eventName.isEmpty() ? operation.kind() : eventName,
                SpanKind.UNSPECIFIED,
                Math.min(epochNanos, epochNanos - took),
                epochNanos,
                status,
                attributes,
                List.of(),
                List.of(),
                null,
                resource,
                scope,
                dialect,
                actor,
                operation,
                usage);
    }

    /** A record that carries messages at most. */
    public LogEvent(
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
        this(
                epochNanos,
                eventName,
                severity,
                body,
                attributes,
                traceId,
                spanId,
                resource,
                scope,
                dialect,
                actor,
                new Operation.Other(),
                Usage.NONE,
                Status.UNSET,
                null,
                input,
                output);
    }
}
