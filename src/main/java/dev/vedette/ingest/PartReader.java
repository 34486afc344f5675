package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.telemetry.Message.Part;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message. Beside OpenTelemetry's own parts it knows those of OpenAI, Anthropic, Bedrock, Gemini and the
 * Vercel AI SDK, which senders pass through as they are.
 */
final class PartReader {
    private static final int MAX_REFERENCE = 2_048;
    private static final String INLINE = "inline";
    private static final String[] REQUESTS = {"functionCall", "function_call", "toolUse", "toolRequest"};
    private static final String[] RESPONSES = {"functionResponse", "function_response", "toolResult", "toolResponse"};
    private static final String[] MEDIA = {"inlineData", "inline_data", "fileData", "file_data", "media"};

    private PartReader() {}

    static Part read(JsonNode node) {
        if (!node.isObject()) {
            return new Part.Text(Json.raw(node));
        }
        String type = node.path("type").asText("").toLowerCase(Locale.ROOT).replace('-', '_');
        return switch (type) {
            case "text", "input_text", "output_text", "summary_text" -> text(node);
            case "reasoning", "thinking" -> reasoning(node);
            case "tool_call", "tool_use", "function_call", "function", "server_tool_call", "server_tool_use" ->
                request(node);
            case "tool_call_response", "tool_result", "function_call_output", "server_tool_call_response" ->
                response(node);
            case "blob", "file", "uri", "image", "image_url", "input_image", "audio", "input_audio", "input_file" ->
                media(node, type);
            case "" -> untyped(node);
            default -> new Part.Unknown(type, node.toString());
        };
    }

    /** Whether a text that turned out to be JSON holds parts, and is not simply JSON that somebody said. */
    static boolean isPart(JsonNode node) {
        return node.isObject() && (node.path("type").isTextual() || !(untyped(node) instanceof Part.Unknown));
    }

    private static Part text(JsonNode node) {
        return new Part.Text(orEmpty(Json.first(node, "content", "text")));
    }

    /** A request for a tool, also where the name and arguments lie one level down in {@code function}. */
    static Part request(JsonNode node) {
        JsonNode function = node.path("function").isObject() ? node.path("function") : node;
        String name = Json.first(function, "name", "toolName", "tool_name");
        String arguments = Json.first(function, "arguments", "args", "input", "server_tool_call");
        return new Part.ToolCallRequest(
                Json.first(node, "id", "call_id", "toolCallId", "tool_call_id", "toolUseId", "ref"),
                orEmpty(name),
                orEmpty(arguments));
    }

    private static Part response(JsonNode node) {
        return new Part.ToolCallResponse(
                Json.first(node, "id", "tool_use_id", "call_id", "toolCallId", "tool_call_id", "toolUseId", "ref"),
                orEmpty(Json.first(node, "response", "result", "content", "output", "server_tool_call_response")));
    }

    /** Gemini, Bedrock and Genkit name a part by its only field instead of by a type. */
    private static Part untyped(JsonNode node) {
        JsonNode request = member(node, REQUESTS);
        if (request != null) {
            return request(request);
        }
        JsonNode response = member(node, RESPONSES);
        if (response != null) {
            return response(response);
        }
        JsonNode media = member(node, MEDIA);
        if (media != null) {
            return media(media, "file");
        }
        JsonNode thought = member(node, "reasoningContent", "reasoning_content");
        if (thought != null) {
            return reasoning(thought.path("reasoningText").isObject() ? thought.path("reasoningText") : thought);
        }
        if (node.path("reasoning").isTextual() || node.path("thought").asBoolean(false)) {
            return reasoning(node);
        }
        boolean said = node.has("text") && !node.path("text").isNull();
        return said || node.path("content").isTextual() ? text(node) : new Part.Unknown("", node.toString());
    }

    private static Part reasoning(JsonNode node) {
        return new Part.Reasoning(orEmpty(Json.first(node, "content", "thinking", "text", "reasoning", "summary")));
    }

    /** The first of the members that is an object, or null. */
    private static @Nullable JsonNode member(JsonNode node, String... names) {
        for (String name : names) {
            if (node.path(name).isObject()) {
                return node.path(name);
            }
        }
        return null;
    }

    private static Part media(JsonNode node, String type) {
        JsonNode source = source(node);
        String mediaType =
                Json.first(source, "mime_type", "mimeType", "media_type", "mediaType", "contentType", "format");
        String reference = Json.first(source, "uri", "url", "file_id", "fileUri", "file_uri", "file_url");
        if (mediaType == null) {
            mediaType = Json.first(node, "mime_type", "modality");
        }
        if (reference != null && reference.startsWith("data:")) {
            int end = reference.indexOf(';');
            mediaType = end > 5 && end < 64 ? reference.substring(5, end) : mediaType;
            reference = INLINE;
        }
        return new Part.Media(mediaType == null ? type : mediaType, cut(reference == null ? INLINE : reference));
    }

    /** Where a medium is described: in the part, or in a field named after its kind, once or twice. */
    private static JsonNode source(JsonNode node) {
        for (String field : new String[] {"image_url", "image", "input_audio", "source", "file"}) {
            JsonNode inner = node.path(field);
            if (inner.isObject()) {
                return inner.path(field).isObject() ? inner.path(field) : inner;
            }
            if (inner.isTextual()) {
                return JsonNodeFactory.instance.objectNode().set("url", inner);
            }
        }
        return node;
    }

    private static String cut(String reference) {
        return reference.length() > MAX_REFERENCE ? reference.substring(0, MAX_REFERENCE) : reference;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
