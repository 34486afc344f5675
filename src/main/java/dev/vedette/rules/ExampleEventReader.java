package dev.vedette.rules;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one event of a test: the fields of {@code e.}, nested as in {@code tool: {name: search}}. */
final class ExampleEventReader {
    private final Problems problems;

    ExampleEventReader(Problems problems) {
        this.problems = problems;
    }

    RuleExample.Event read(YamlMapping mapping, Duration after) {
        Source label = mapping.text("kind");
        EventKind kind = EventKind.of(label.text());
        if (kind == null && !label.text().isEmpty()) {
            problems.add(
                    label, "unknown event '" + label.text() + "'" + Suggestion.of(label.text(), EventKind.labels()));
        }
        Map<Field, Object> values = new EnumMap<>(Field.class);
        for (String name : mapping.names()) {
            Node value = mapping.node(name);
            if (value != null && !name.equals("kind") && !name.equals("t")) {
                read(mapping, name, value, values);
            }
        }
        return new RuleExample.Event(after, kind == null ? EventKind.SPAN : kind, values);
    }

    private void read(YamlMapping mapping, String name, Node value, Map<Field, Object> values) {
        Field field = Field.of("e." + name);
        if (field == null && value instanceof MappingNode node) {
            YamlMapping inner = new YamlMapping(node, name, problems);
            for (String key : inner.names()) {
                Node innerValue = inner.node(key);
                if (innerValue != null) {
                    put(inner, key, Field.of("e." + name + "." + key), innerValue, values, name + "." + key);
                }
            }
        } else {
            put(mapping, name, field, value, values, name);
        }
    }

    private void put(
            YamlMapping mapping, String key, @Nullable Field field, Node node, Map<Field, Object> values, String name) {
        if (field == null) {
            String suggestion = Suggestion.of("e." + name, Field.variables());
            problems.add(node, "an event has no '" + name + "'" + suggestion);
            return;
        }
        Object value = switch (field.type()) {
            case TEXT -> text(mapping, key);
            case TEXTS -> RuleReader.words(mapping.texts(key));
            case WHOLE -> (Object) mapping.whole(key, 0);
            case DECIMAL -> decimal(node);
            case MAP -> map(mapping.optionalMapping(key));
        };
        if (value != null) {
            values.put(field, value);
        }
    }

    private static @Nullable String text(YamlMapping mapping, String key) {
        Source text = mapping.optionalText(key);
        return text == null ? null : text.text();
    }

    private @Nullable Double decimal(Node node) {
        if (node instanceof ScalarNode scalar
                && (Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag()))) {
            try {
                return Double.valueOf(scalar.getValue());
            } catch (NumberFormatException special) {
                problems.add(node, "must be a decimal number");
                return null;
            }
        }
        problems.add(node, "must be a number");
        return null;
    }

    private static @Nullable Map<String, String> map(@Nullable YamlMapping mapping) {
        if (mapping == null) {
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : new TreeSet<>(mapping.names())) {
            map.put(key, mapping.text(key).text());
        }
        return map;
    }
}
