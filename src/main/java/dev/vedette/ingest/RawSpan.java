package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.SpanLink;
import dev.vedette.telemetry.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span as OTLP said it, scrubbed and not yet understood. The fields are those of {@link
 * dev.vedette.telemetry.Span}; the status is OTLP's own with an empty error type.
 */
record RawSpan(
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
        Scope scope) {}
