package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.ToolDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The tools declared to a model, in OpenTelemetry's form or in that of OpenAI, Anthropic, Bedrock or Gemini, or a bare
 * list of names.
 */
final class ToolDefinitionReader {
    private static final int MAX_TOOLS = 2_000;

    private ToolDefinitionReader() {}

    static List<ToolDefinition> read(JsonNode node) {
        List<ToolDefinition> tools = new ArrayList<>();
        addAll(node, tools);
        return tools;
    }

    private static void addAll(JsonNode node, List<ToolDefinition> tools) {
        JsonNode list = node.path("tools").isArray() ? node.path("tools") : node;
        if (!list.isArray()) {
            addDeclared(list, tools);
            return;
        }
        for (JsonNode item : list) {
            addDeclared(item.isTextual() ? Json.tree(item.textValue()) : item, tools);
        }
    }

    private static void addDeclared(JsonNode definition, List<ToolDefinition> tools) {
        JsonNode declared = declarations(definition);
        if (declared.isArray()) {
            declared.forEach(each -> add(each, tools));
        } else {
            add(definition, tools);
        }
    }

    private static JsonNode declarations(JsonNode node) {
        JsonNode camel = node.path("functionDeclarations");
        return camel.isMissingNode() ? node.path("function_declarations") : camel;
    }

    /** OpenAI's and Bedrock's forms wrap the definition once. */
    private static JsonNode inner(JsonNode node) {
        JsonNode function = node.path("function").isObject() ? node.path("function") : node.path("toolSpec");
        return function.isObject() ? function : node;
    }

    private static void add(JsonNode node, List<ToolDefinition> tools) {
        if (tools.size() >= MAX_TOOLS) {
            return;
        }
        if (node.isTextual() && !node.textValue().isEmpty()) {
            tools.add(new ToolDefinition(node.textValue(), "", ""));
            return;
        }
        JsonNode function = inner(node);
        String name = Json.first(function, "name");
        String named = name == null || name.isEmpty() ? Json.first(node, "name", "type") : name;
        if (named != null && !named.isEmpty()) {
            String description = Json.first(function, "description");
            tools.add(new ToolDefinition(named, description == null ? "" : description, node.toString()));
        }
    }
}
