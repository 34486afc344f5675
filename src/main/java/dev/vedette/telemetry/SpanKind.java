package dev.vedette.telemetry;

/** OpenTelemetry's span kinds, in the order of their OTLP numbers. */
public enum SpanKind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
}
