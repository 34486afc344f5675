package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of a payload, as JSON to be read by people: every field of the model that is filled, long texts
 * cut. Records that tell of nothing done are only counted.
 */
final class Understood {
    /** What is so common that only the opposite is worth saying. */
    private static final Map<String, Object> USUAL =
            Map.of("own", true, "costEstimated", false, "failed", false, "scale", 1.0);

    private static final int LONGEST = 40;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Understood() {}

    static ObjectNode of(OtlpJsonFile payload, Normalizer normalizer) {
        ObjectNode root = NODES.objectNode();
        List<Span> spans = normalizer.normalizeAll(payload.spans());
        List<LogEvent> logs = payload.logs().stream().map(normalizer::normalize).toList();
        add(root, "spans", spans);
        add(root, "logs", logs);
        payload.points().stream().map(normalizer::normalize).forEach(point -> add(root, point));
        return root;
    }

    private static void add(ObjectNode root, String signal, List<? extends Activity> activities) {
        for (Activity activity : activities) {
            boolean messages = activity instanceof LogEvent log
                    && !(log.input().isEmpty() && log.output().isEmpty());
            if (activity.operation() instanceof Operation.Other && !messages) {
                ObjectNode others = root.withObjectProperty("other " + signal);
                String how = activity.dialect() + (activity.status().isError() ? " failed" : "");
                others.put(how, others.path(how).asInt() + 1);
            } else {
                root.withArrayProperty(signal).add(activity(activity));
            }
        }
    }

    /** One that tells of nothing done is only named. */
    private static void add(ObjectNode root, MetricPoint point) {
        MetricReading reading = point.reading();
        if (reading == null) {
            ObjectNode others = root.withObjectProperty("other metrics");
            String name = point.name() + " {" + point.unit() + "}";
            others.put(name, others.path(name).asInt() + 1);
            return;
        }
        ObjectNode node = root.withArrayProperty("metrics").addObject();
        node.put("name", point.name());
        node.put("value", point.value());
        node.put("count", point.count());
        put(node, "reading", reading);
    }

    private static ObjectNode activity(Activity activity) {
        ObjectNode node = NODES.objectNode();
        node.put("name", cut(activity instanceof Span span ? span.name() : ((LogEvent) activity).eventName()));
        node.put("dialect", activity.dialect());
        put(node, "status", activity.status());
        put(node, "actor", activity.actor());
        put(node, "operation", activity.operation());
        put(node, "usage", activity.usage());
        if (activity instanceof LogEvent log) {
            put(node, "durationNanos", log.durationNanos());
            put(node, "input", log.input());
            put(node, "output", log.output());
        }
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        JsonNode rendered = value == null ? null : render(value);
        if (rendered != null) {
            node.set(name, rendered);
        }
    }

    /** The value, or null for one that says nothing. */
    private static @Nullable JsonNode render(Object value) {
        if (value instanceof Record record) {
            return render(record);
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> {
                JsonNode rendered = render(item);
                array.add(rendered == null ? NODES.objectNode() : rendered);
            });
            return array.isEmpty() ? null : array;
        }
        if (value instanceof String text) {
            return text.isEmpty() ? null : NODES.textNode(cut(text));
        }
        return value instanceof Enum<?> constant ? NODES.textNode(constant.name()) : MAPPER.valueToTree(value);
    }

    private static @Nullable JsonNode render(Record record) {
        ObjectNode node = NODES.objectNode();
        if (record instanceof Operation operation) {
            node.put("kind", operation.kind());
        } else if (record.getClass().getInterfaces().length > 0) {
            node.put("is", record.getClass().getSimpleName());
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(component, record);
            boolean usual = USUAL.getOrDefault(component.getName(), "").equals(value);
            if (!usual) {
                put(node, component.getName(), value);
            }
        }
        return node.isEmpty()
                        || (node.size() == 1 && "UNSET".equals(node.path("code").asText()))
                ? null
                : node;
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("accessors of records neither hide nor throw", impossible);
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + ")";
    }
}
