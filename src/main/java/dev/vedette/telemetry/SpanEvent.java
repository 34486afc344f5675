package dev.vedette.telemetry;

/**
 * A timed event on a span. Immutable.
 *
 * @param epochNanos nanoseconds since 1970-01-01T00:00Z
 */
public record SpanEvent(String name, long epochNanos, Attributes attributes) {}
