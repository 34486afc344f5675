package dev.vedette.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads one YAML mapping strictly: every key is asked for by name, with its type, and what nobody asked for is a
 * problem. A getter that finds the wrong thing adds a problem and answers a harmless value, so that reading goes on.
 */
final class YamlMapping {
    private static final int MAX_TEXT = 8_000;

    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlMapping(MappingNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        node.getValue().forEach(tuple -> {
            Source key = scalar(tuple.getKeyNode());
            if (key == null) {
                problems.add(tuple.getKeyNode(), "a key must be a word");
            } else if (values.putIfAbsent(key.text(), tuple.getValueNode()) != null) {
                problems.add(tuple.getKeyNode(), "the key '" + key.text() + "' is there twice");
            } else {
                keys.put(key.text(), tuple.getKeyNode());
            }
        });
    }

    /** The keys in the order of the file; asking for them counts as asking for each value. */
    Set<String> names() {
        asked.addAll(values.keySet());
        return values.keySet();
    }

    Node place() {
        return node;
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    @Nullable
    Node node(String key) {
        asked.add(key);
        return values.get(key);
    }

    /** The text of a key that must be there. */
    Source text(String key) {
        Source text = optionalText(key);
        if (text == null) {
            if (!values.containsKey(key)) {
                missing(key);
            }
            return new Source("", line(), column());
        }
        return text;
    }

    @Nullable
    Source optionalText(String key) {
        Node value = node(key);
        return value == null ? null : text(value, key);
    }

    private @Nullable Source text(Node value, String key) {
        if (value instanceof ScalarNode scalar && Tag.STR.equals(scalar.getTag())) {
            if (scalar.getValue().length() > MAX_TEXT) {
                problems.add(value, name(key) + " is longer than " + MAX_TEXT + " characters");
                return null;
            }
            return scalar(value);
        }
        problems.add(value, name(key) + " must be a text" + (value instanceof ScalarNode ? "; put it in quotes" : ""));
        return null;
    }

    /** The whole number of a key, or {@code absent} when the key is not there. */
    long whole(String key, long absent) {
        Node value = node(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof ScalarNode scalar && Tag.INT.equals(scalar.getTag())) {
            try {
                return Long.parseLong(scalar.getValue());
            } catch (NumberFormatException notDecimal) {
                problems.add(value, name(key) + " must be a whole decimal number of at most 18 digits");
                return absent;
            }
        }
        problems.add(value, name(key) + " must be a whole number");
        return absent;
    }

    /** The texts of a list, each with its place; empty when the key is not there. */
    List<Source> texts(String key) {
        List<Source> texts = new ArrayList<>();
        for (Node item : items(key)) {
            Source text = text(item, key);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** The nodes of a list; empty when the key is not there. */
    List<Node> items(String key) {
        Node value = node(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return List.copyOf(sequence.getValue());
        }
        problems.add(value, name(key) + " must be a list");
        return List.of();
    }

    /** The mappings of a list; what is no mapping is a problem and left out. */
    List<YamlMapping> mappings(String key) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (Node item : items(key)) {
            YamlMapping mapping = mapping(item, key);
            if (mapping != null) {
                mappings.add(mapping);
            }
        }
        return List.copyOf(mappings);
    }

    @Nullable
    YamlMapping optionalMapping(String key) {
        Node value = node(key);
        return value == null ? null : mapping(value, key);
    }

    /** The mapping of a key that must be there; an empty one when it is not. */
    YamlMapping mapping(String key) {
        YamlMapping mapping = optionalMapping(key);
        if (mapping == null) {
            if (!values.containsKey(key)) {
                missing(key);
            }
            return new YamlMapping(
                    new MappingNode(Tag.MAP, List.of(), node.getFlowStyle()),
                    path.isEmpty() ? key : path + "." + key,
                    new Problems(""));
        }
        return mapping;
    }

    private @Nullable YamlMapping mapping(Node value, String key) {
        if (value instanceof MappingNode mapping) {
            return new YamlMapping(mapping, path.isEmpty() ? key : path + "." + key, problems);
        }
        problems.add(value, name(key) + " must be a mapping");
        return null;
    }

    /** Says that a key is known and yet refused. */
    void refuse(String key, String why) {
        if (has(key)) {
            problems.add(values.getOrDefault(key, node), name(key) + " " + why);
        }
    }

    void missing(String key) {
        problems.add(node, name(key) + " is missing");
    }

    void problem(String message) {
        problems.add(node, message);
    }

    Problems problems() {
        return problems;
    }

    /** To be called last: whatever was not asked for is not known. */
    void finish() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey())) {
                String suggestion = Suggestion.of(key.getKey(), asked);
                problems.add(key.getValue(), "unknown key " + name(key.getKey()) + suggestion);
            }
        }
    }

    private String name(String key) {
        return "'" + (path.isEmpty() ? key : path + "." + key) + "'";
    }

    private int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private int column() {
        return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    }

    static @Nullable Source scalar(Node value) {
        return value instanceof ScalarNode scalar
                ? new Source(
                        scalar.getValue(),
                        value.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
                        value.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0))
                : null;
    }
}
