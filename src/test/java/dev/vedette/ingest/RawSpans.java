package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds raw spans and log records for tests. */
final class RawSpans {
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN = "b7ad6b7169203331";
    static final Resource RESOURCE = new Resource(Attributes.of(Map.of("service.name", "shop")));

    private String name = "";
    private String spanId = SPAN;
    private @Nullable String parent;
    private Status status = Status.UNSET;
    private String scope = "";
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<SpanEvent> events = new ArrayList<>();

    static RawSpans named(String name) {
        RawSpans spans = new RawSpans();
        spans.name = name;
        return spans;
    }

    RawSpans id(String id) {
        this.spanId = id;
        return this;
    }

    RawSpans under(String parentId) {
        this.parent = parentId;
        return this;
    }

    RawSpans scope(String scopeName) {
        this.scope = scopeName;
        return this;
    }

    RawSpans status(Status.Code code) {
        this.status = new Status(code, "", "");
        return this;
    }

    RawSpans with(String key, Object value) {
        attributes.put(key, value);
        return this;
    }

    RawSpans event(String eventName, Map<String, ?> eventAttributes) {
        events.add(new SpanEvent(eventName, 1_500L, Attributes.of(eventAttributes)));
        return this;
    }

    RawSpan build() {
        return new RawSpan(
                TRACE,
                spanId,
                parent,
                name,
                SpanKind.INTERNAL,
                1_000L,
                3_000L,
                status,
                Attributes.of(attributes),
                events,
                List.of(),
                null,
                RESOURCE,
                new Scope(scope, ""));
    }

    static RawLog log(String eventName, @Nullable Object body, Map<String, ?> attributes) {
        return new RawLog(1_000L, eventName, 0, body, Attributes.of(attributes), TRACE, SPAN, RESOURCE, Scope.UNKNOWN);
    }
}
