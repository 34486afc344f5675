package dev.vedette.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Placeholder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values as trees, whether the sender wrote JSON text or structured values. Text that is not JSON, or is too
 * large, too deep or too fine-grained to be worth a tree, stays text.
 */
final class Json {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_CHARACTERS = 16 << 20;
    private static final int MAX_TOKENS = 200_000;

    private static final ObjectReader READER = reader();

    private Json() {}

    /** The value as a tree; missing when it is null, an empty text or a placeholder. */
    static JsonNode tree(@Nullable Object value) {
        if (value instanceof String text) {
            return Placeholder.isNoContent(text) ? MissingNode.getInstance() : parsed(text);
        }
        return value == null ? MissingNode.getInstance() : structured(value, 0);
    }

    /** The value as text: scalars as they are, structured values as JSON; null when {@link #tree} would be missing. */
    static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return Placeholder.isNoContent(text) ? null : text;
        }
        return value == null ? null : raw(structured(value, 0));
    }

    /** A node as text: a text without its quotes, nothing as an empty text, anything else as JSON. */
    static String raw(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.isMissingNode() || node.isNull() ? "" : node.toString();
    }

    /** The text or JSON of the first of the fields that is there and not null, or null. */
    static @Nullable String first(JsonNode node, String... fields) {
        for (String field : fields) {
            JsonNode value = node.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                return raw(value);
            }
        }
        return null;
    }

    /** A JSON object of those of the attributes that are there, or null when none is. */
    static @Nullable String textOf(Attributes attributes, String... keys) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            String text = text(attributes.get(key));
            if (text != null) {
                object.put(key, text);
            }
        }
        return object.isEmpty() ? null : object.toString();
    }

    private static JsonNode parsed(String text) {
        JsonNode asText = JsonNodeFactory.instance.textNode(text);
        if (!looksLikeJson(text)) {
            return asText;
        }
        try {
            JsonNode tree = READER.readTree(text);
            return tree == null ? asText : tree;
        } catch (JsonProcessingException notJson) {
            return asText;
        }
    }

    private static boolean looksLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                return (c == '[' || c == '{' || c == '"') && text.length() <= MAX_CHARACTERS;
            }
        }
        return false;
    }

    private static JsonNode structured(Object value, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Long whole) {
            return nodes.numberNode(whole.longValue());
        }
        if (value instanceof Number number) {
            return nodes.numberNode(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag.booleanValue());
        }
        if (!(value instanceof List) && !(value instanceof Map)) {
            return nodes.textNode(value.toString());
        }
        if (depth >= MAX_DEPTH) {
            return nodes.textNode("nested too deeply");
        }
        return value instanceof List<?> list ? array(list, depth) : object((Map<?, ?>) value, depth);
    }

    private static ArrayNode array(List<?> list, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
        for (Object item : list) {
            array.add(item == null ? null : structured(item, depth + 1));
        }
        return array;
    }

    private static ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, item) -> object.set(String.valueOf(key), item == null ? null : structured(item, depth + 1)));
        return object;
    }

    private static ObjectReader reader() {
        JsonFactory factory = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxDocumentLength(MAX_CHARACTERS)
                        .maxStringLength(MAX_CHARACTERS)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                // Senders choose the names: a table of them that is shared between requests would be theirs to fill.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
    }
}
