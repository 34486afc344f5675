package dev.vedette.agent.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Reads the schemas of arguments, which may come from other services, and completes them to what a tool needs. */
final class ParameterSchema {
    static final int LONGEST = 65_536;

    private static final int DEEPEST = 64;
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final List<String> IN_PLACE =
            List.of("$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ParameterSchema() {}

    /**
     * The schema, saying that it is an object that refuses unknown properties, and without an id of its own.
     *
     * @throws IllegalArgumentException if it cannot be used, with what is wrong and without quoting it
     */
    static String complete(String text) {
        ObjectNode schema = read(text);
        schema.remove("$id");
        if (!"object".equals(schema.path("type").asText("object"))) {
            throw new IllegalArgumentException("the parameters of a tool are an object");
        }
        if (!schema.has("type")) {
            schema.put("type", "object");
        }
        if (!schema.has("properties")) {
            schema.putObject("properties");
        }
        refuseUnknownProperties(schema);
        requireUsable(schema);
        String complete = schema.toString();
        ArgumentSchema.of(complete);
        return complete;
    }

    /** @throws IllegalArgumentException if it is no JSON object or too large */
    static ObjectNode read(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the schema of a tool has no more than " + LONGEST + " characters");
        }
        try {
            if (JSON.readTree(text) instanceof ObjectNode schema) {
                return schema;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "the schema of a tool is JSON, of bounded depth, without duplicate names");
        }
        throw new IllegalArgumentException("the schema of a tool is a JSON object");
    }

    private static void refuseUnknownProperties(ObjectNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        JsonNode unevaluated = schema.path("unevaluatedProperties");
        if (additional.isMissingNode() && unevaluated.isMissingNode()) {
            boolean composed = IN_PLACE.stream().anyMatch(schema::has);
            schema.put(composed ? "unevaluatedProperties" : "additionalProperties", false);
        } else if (!isFalse(additional) && !isFalse(unevaluated)) {
            throw new IllegalArgumentException("the parameters of a tool refuse unknown properties");
        }
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    private static void requireUsable(ObjectNode schema) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(schema);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            requireSelfContained(node);
            requireLinearPatterns(node);
            if (node.path("items").isArray()) {
                throw new IllegalArgumentException("a list of schemas for items is called prefixItems since 2020-12");
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                open.push(member.getValue());
            }
            if (node.isArray()) {
                node.forEach(open::push);
            }
        }
    }

    /** Nothing outside may decide what arguments are good, so no reference leads there and nothing is renamed. */
    private static void requireSelfContained(JsonNode node) {
        for (String keyword : REFERENCES) {
            JsonNode reference = node.path(keyword);
            if (reference.isTextual() && !reference.textValue().startsWith("#")) {
                throw new IllegalArgumentException("the schema of a tool refers to nothing outside of itself");
            }
        }
        if (node.path("$id").isTextual()) {
            throw new IllegalArgumentException("the schema of a tool has no schemas with ids of their own");
        }
    }

    /** Looked at before the validator sees them, which writes patterns that it cannot use to the log. */
    private static void requireLinearPatterns(JsonNode node) {
        if (node.path("pattern").isTextual()) {
            LinearPattern.of(node.path("pattern").textValue());
        }
        node.path("patternProperties").fieldNames().forEachRemaining(LinearPattern::of);
    }
}
