package dev.vedette.web;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one trace, one after the other. */
final class SampleSpans {
    private final String traceId;
    private final String service;
    private final String agent;
    private final String session;
    private final Instant start;
    private final List<Span> spans = new ArrayList<>();

    SampleSpans(String traceId, String service, String agent, String session, Instant start) {
        this.traceId = traceId;
        this.service = service;
        this.agent = agent;
        this.session = session;
        this.start = start;
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Adds a span and answers its id. */
    String add(
            @Nullable String parent,
            String name,
            long offsetMillis,
            long lengthMillis,
            Operation operation,
            Usage usage) {
        return add(parent, name, offsetMillis, lengthMillis, operation, usage, Status.UNSET, Map.of());
    }

    String add(
            @Nullable String parent,
            String name,
            long offsetMillis,
            long lengthMillis,
            Operation operation,
            Usage usage,
            Status status,
            Map<String, ?> attributes) {
        String id = String.format("%016x", spans.size() + 1L + (traceId.hashCode() & 0xffffffffL) * 4096);
        long from = Epoch.nanos(start.plusMillis(offsetMillis));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("gen_ai.operation.name", operation.kind());
        all.put("gen_ai.agent.name", agent);
        all.putAll(attributes);
        spans.add(new Span(
                traceId,
                id,
                parent,
                name,
                SpanKind.INTERNAL,
                from,
                from + lengthMillis * 1_000_000,
                status,
                Attributes.of(all),
                status.isError()
                        ? List.of(new SpanEvent(
                                "exception",
                                from + lengthMillis * 900_000,
                                Attributes.of(Map.of(
                                        "exception.type", status.errorType(), "exception.message", status.message()))))
                        : List.of(),
                List.of(),
                null,
                new Resource(Attributes.of(Map.of(
                        "service.name", service, "service.version", "1.4.2", "deployment.environment.name", "prod"))),
                new Scope("opentelemetry.instrumentation.sample", "0.9.1"),
                operation instanceof Operation.Other ? "none" : "otel-genai",
                new Actor(service, agent, agent + "-1", "1.4.2", session, "user-17", "acme", "prod"),
                operation,
                usage));
        return id;
    }

    static Usage tokens(long input, long output, @Nullable Double cost) {
        return new Usage(input, output, input / 3, null, null, cost, true);
    }
}
