package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Attributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes such as {@code llm.input_messages.0.message.role} put back into the tree that they were flattened from. A
 * place in a list costs what is in it, however high its number.
 */
final class FlatTree {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_DIGITS = 9;

    /** OpenInference wraps every element of a list in an object with its kind as the only member. */
    private static final Set<String> WRAPPERS = Set.of("message", "tool_call", "message_content", "document", "tool");

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private FlatTree() {}

    /** The tree under {@code prefix}, which ends with a dot; missing when no attribute has it. */
    static JsonNode read(Attributes attributes, String prefix) {
        ObjectNode root = null;
        for (Map.Entry<String, Object> attribute : attributes.asMap().entrySet()) {
            if (attribute.getKey().startsWith(prefix)) {
                root = root == null ? JsonNodeFactory.instance.objectNode() : root;
                put(root, attribute.getKey(), prefix.length(), attribute.getValue());
            }
        }
        return root == null ? MissingNode.getInstance() : listed(root);
    }

    /** Whether {@code key} is {@code prefix} and then a number. */
    static boolean isNumbered(String key, String prefix) {
        return key.length() > prefix.length()
                && key.startsWith(prefix)
                && Character.digit(key.charAt(prefix.length()), 10) >= 0;
    }

    private static void put(ObjectNode root, String key, int from, Object value) {
        ObjectNode at = root;
        int start = from;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            int dot = key.indexOf('.', start);
            if (dot < 0) {
                at.set(key.substring(start), leaf(value));
                return;
            }
            String step = key.substring(start, dot);
            JsonNode next = at.get(step);
            if (next == null) {
                at = at.putObject(step);
            } else if (next instanceof ObjectNode object) {
                at = object;
            } else {
                return;
            }
            start = dot + 1;
        }
    }

    private static JsonNode leaf(Object value) {
        return value instanceof String text ? JsonNodeFactory.instance.textNode(text) : Json.tree(value);
    }

    /** Objects whose members are all numbers become lists, in the order of the numbers. */
    private static JsonNode listed(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        if (!names.stream().allMatch(FlatTree::isNumber)) {
            for (String name : names) {
                object.set(name, listed(object.get(name)));
            }
            return object;
        }
        names.sort(BY_NUMBER);
        ArrayNode array = JsonNodeFactory.instance.arrayNode(names.size());
        for (String name : names) {
            array.add(unwrapped(listed(object.get(name))));
        }
        return array;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.length() <= MAX_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static JsonNode unwrapped(JsonNode element) {
        if (element.isObject() && element.size() == 1) {
            String name = element.fieldNames().next();
            return WRAPPERS.contains(name) ? element.get(name) : element;
        }
        return element;
    }
}
