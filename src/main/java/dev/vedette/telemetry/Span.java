package dev.vedette.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span, as it came and as it was understood. Everything in it is already scrubbed of secrets. Immutable.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 * @param parentSpanId 16 lower-case hex digits, or null for a root
 * @param name as sent
 * @param startEpochNanos nanoseconds since 1970-01-01T00:00Z
 * @param endEpochNanos as above; never before the start
 * @param status normalised: an error in any dialect is an error here
 * @param sampledShare of spans like this one, the share that its sampler kept, more than 0 and at most 1; null where
 *     the trace state does not say
 * @param dialect which convention it was understood by, such as {@code otel-genai}; {@code none} where by none
 * @param actor who did it
 * @param operation what was done
 * @param usage what it used
 */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String name,
        SpanKind kind,
        long startEpochNanos,
        long endEpochNanos,
        Status status,
        Attributes attributes,
        List<SpanEvent> events,
        List<SpanLink> links,
        @Nullable Double sampledShare,
        Resource resource,
        Scope scope,
        String dialect,
        Actor actor,
        Operation operation,
        Usage usage)
        implements Activity {
    public Span {
        events = List.copyOf(events);
        links = List.copyOf(links);
    }

    /** The span with other numbers. */
    public Span withUsage(Usage other) {
        return with(actor, operation, other);
    }

    /** The span with another operation. */
    public Span withOperation(Operation other) {
        return with(actor, other, usage);
    }

    /** The span of somebody else. */
    public Span withActor(Actor other) {
        return with(other, operation, usage);
    }

    private Span with(Actor by, Operation done, Usage used) {
        return new Span(
                traceId,
                spanId,
                parentSpanId,
                name,
                kind,
                startEpochNanos,
                endEpochNanos,
                status,
                attributes,
                events,
                links,
                sampledShare,
                resource,
                scope,
                dialect,
                by,
                done,
                used);
    }

    /** When it started. */
    public Instant startTime() {
        return Epoch.instant(startEpochNanos);
    }

    /** How long it took, in nanoseconds; never negative. */
    public long durationNanos() {
        return endEpochNanos - startEpochNanos;
    }
}
