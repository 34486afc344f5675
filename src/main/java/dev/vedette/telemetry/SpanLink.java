package dev.vedette.telemetry;

/** A link from a span to another; ids are lower-case hex as sent. Immutable. */
public record SpanLink(String traceId, String spanId, Attributes attributes) {}
