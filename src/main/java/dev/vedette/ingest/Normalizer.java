package dev.vedette.ingest;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes every record as it came, understood by no dialect. */
final class Normalizer {
    private static final String DIALECT = "none";

    List<Span> normalizeAll(List<RawSpan> spans) {
        return spans.stream().map(this::normalize).toList();
    }

    Span normalize(RawSpan span) {
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.startEpochNanos(),
                span.endEpochNanos(),
                span.status(),
                span.attributes(),
                span.events(),
                span.links(),
                span.resource(),
                span.scope(),
                DIALECT,
                actor(span.resource(), span.traceId()),
                new Operation.Other(),
                Usage.NONE);
    }

    LogEvent normalize(RawLog log) {
        return new LogEvent(
                log.epochNanos(),
                log.eventName(),
                log.severity(),
                log.body() == null ? "" : log.body().toString(),
                log.attributes(),
                log.traceId(),
                log.spanId(),
                log.resource(),
                log.scope(),
                DIALECT,
                actor(log.resource(), log.traceId()),
                List.of(),
                List.of());
    }

    private static Actor actor(Resource resource, @Nullable String traceId) {
        String service = resource.serviceName();
        String session = traceId == null ? service : traceId;
        return new Actor(service, service, null, null, session, null, null, resource.environment());
    }
}
