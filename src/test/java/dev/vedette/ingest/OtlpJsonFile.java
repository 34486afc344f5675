package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Temporality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads trusted OTLP/JSON fixtures, so that dialects can be tested without the decoder. */
final class OtlpJsonFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the attributes of a span, event, log, point or resource are looked at through. */
    interface View {
        Map<String, Object> of(String place, Map<String, Object> attributes);
    }

    private final JsonNode root;
    private final View view;

    OtlpJsonFile(byte[] json) throws IOException {
        this(json, (place, attributes) -> attributes);
    }

    OtlpJsonFile(byte[] json, View view) throws IOException {
        this.root = MAPPER.readTree(json);
        this.view = view;
    }

    List<RawSpan> spans() {
        List<RawSpan> spans = new ArrayList<>();
        for (JsonNode resource : root.path("resourceSpans")) {
            for (JsonNode scope : resource.path("scopeSpans")) {
                scope.path("spans").forEach(span -> spans.add(span(span, resource(resource), scope(scope))));
            }
        }
        return spans;
    }

    List<MetricPoint> points() {
        List<MetricPoint> points = new ArrayList<>();
        for (JsonNode resource : root.path("resourceMetrics")) {
            for (JsonNode scope : resource.path("scopeMetrics")) {
                for (JsonNode metric : scope.path("metrics")) {
                    metric.properties()
                            .forEach(field -> field.getValue()
                                    .path("dataPoints")
                                    .forEach(point -> points.add(
                                            point(metric, field.getKey(), point, resource(resource), scope(scope)))));
                }
            }
        }
        return points;
    }

    List<RawLog> logs() {
        List<RawLog> logs = new ArrayList<>();
        for (JsonNode resource : root.path("resourceLogs")) {
            for (JsonNode scope : resource.path("scopeLogs")) {
                scope.path("logRecords").forEach(log -> logs.add(log(log, resource(resource), scope(scope))));
            }
        }
        return logs;
    }

    private RawSpan span(JsonNode span, Resource resource, Scope scope) {
        List<SpanEvent> events = new ArrayList<>();
        for (JsonNode event : span.path("events")) {
            events.add(new SpanEvent(
                    event.path("name").asText(), event.path("timeUnixNano").asLong(), attributes("event", event)));
        }
        int code = span.path("status").path("code").asInt();
        return new RawSpan(
                span.path("traceId").asText(),
                span.path("spanId").asText(),
                emptyToNull(span.path("parentSpanId").asText()),
                span.path("name").asText(),
                SpanKind.UNSPECIFIED,
                span.path("startTimeUnixNano").asLong(),
                span.path("endTimeUnixNano").asLong(),
                new Status(
                        code == 2 ? Status.Code.ERROR : code == 1 ? Status.Code.OK : Status.Code.UNSET,
                        span.path("status").path("message").asText(),
                        ""),
                attributes("span", span),
                events,
                List.of(),
                null,
                resource,
                scope);
    }

    private RawLog log(JsonNode log, Resource resource, Scope scope) {
        return new RawLog(
                log.path("timeUnixNano").asLong(),
                log.path("eventName").asText(),
                log.path("severityNumber").asInt(),
                log.has("body") ? value(log.path("body")) : null,
                attributes("log", log),
                emptyToNull(log.path("traceId").asText()),
                emptyToNull(log.path("spanId").asText()),
                resource,
                scope);
    }

    private MetricPoint point(JsonNode metric, String type, JsonNode point, Resource resource, Scope scope) {
        JsonNode all = metric.path(type);
        int told = all.path("aggregationTemporality").asInt();
        boolean growing = !type.equals("sum") || all.path("isMonotonic").asBoolean();
        boolean number = point.has("asInt") || point.has("asDouble");
        return new MetricPoint(
                metric.path("name").asText(),
                metric.path("unit").asText(),
                type,
                !growing || told == 0 ? Temporality.NONE : told == 1 ? Temporality.DELTA : Temporality.CUMULATIVE,
                point.path("startTimeUnixNano").asLong(),
                point.path("timeUnixNano").asLong(),
                number ? 1 : point.path("count").asLong(),
                point.path(point.has("asInt") ? "asInt" : number ? "asDouble" : "sum")
                        .asDouble(),
                attributes("point", point),
                resource,
                scope,
                null);
    }

    private Resource resource(JsonNode node) {
        return new Resource(attributes("resource", node.path("resource")));
    }

    private static Scope scope(JsonNode node) {
        return new Scope(
                node.path("scope").path("name").asText(),
                node.path("scope").path("version").asText());
    }

    private Attributes attributes(String place, JsonNode node) {
        return Attributes.owning(view.of(place, map(node.path("attributes"))));
    }

    private static Map<String, Object> map(JsonNode list) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (JsonNode attribute : list) {
            map.put(attribute.path("key").asText(), value(attribute.path("value")));
        }
        return map;
    }

    private static Object value(JsonNode value) {
        if (value.has("intValue")) {
            return value.path("intValue").asLong();
        }
        if (value.has("doubleValue")) {
            return value.path("doubleValue").asDouble();
        }
        if (value.has("boolValue")) {
            return value.path("boolValue").asBoolean();
        }
        if (value.has("kvlistValue")) {
            return map(value.path("kvlistValue").path("values"));
        }
        if (value.has("arrayValue")) {
            List<Object> items = new ArrayList<>();
            value.path("arrayValue").path("values").forEach(item -> items.add(value(item)));
            return items;
        }
        return value.path("stringValue").asText();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
