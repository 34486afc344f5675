package dev.vedette.agent.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Schemas as the client library wants them. */
final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /**
     * The members of a schema, in their order.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    static Map<String, JsonValue> members(String schema) {
        JsonNode node = node(schema);
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException("a schema for a model must be a JSON object");
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), JsonValue.fromJsonNode(member.getValue())));
        return members;
    }

    private static JsonNode node(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException quotesTheText) {
            throw new IllegalArgumentException("a schema for a model must be JSON");
        }
    }
}
