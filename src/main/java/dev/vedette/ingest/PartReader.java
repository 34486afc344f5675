package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Placeholder;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
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
    private static final String[] SOURCES = {
        "image_url", "image", "input_audio", "audio", "video_url", "video", "source", "file"
    };
    private static final String[] THOUGHTS = {"content", "thinking", "text", "reasoning", "summary"};
    private static final String[] ANSWERS = {
        "response", "result", "content", "output", "server_tool_call_response", "error"
    };
    private static final String[] MEDIA = {"inlineData", "inline_data", "fileData", "file_data", "media"};
    /** Bedrock's, each with its source in it. */
    private static final String[] SOURCED_MEDIA = {"image", "document", "video", "audio"};

    private static final Set<String> MEDIA_TYPES = Set.of(
            "blob",
            "file",
            "uri",
            "image",
            "image_url",
            "input_image",
            "audio",
            "audio_url",
            "input_audio",
            "video",
            "video_url",
            "document_url",
            "input_file",
            "binary",
            "media");

    private PartReader() {}

    static Part read(JsonNode node) {
        if (!node.isObject()) {
            return new Part.Text(Json.raw(node));
        }
        String type = node.path("type").asText("").toLowerCase(Locale.ROOT).replace('-', '_');
        return switch (type) {
            case "text", "input_text", "output_text", "summary_text" -> text(node);
            case "refusal" -> new Part.Text(orEmpty(Json.first(node, "refusal", "content", "text")));
            case "reasoning", "thinking" -> reasoning(node);
            case "tool_call",
                    "tool_use",
                    "function_call",
                    "function",
                    "server_tool_call",
                    "server_tool_use",
                    "mcp_tool_use",
                    "mcp_call",
                    "custom_tool_call" -> request(node);
            case "tool_call_response", "tool_error", "function_call_output", "server_tool_call_response" ->
                response(node);
            case "document" -> document(node);
            case "" -> untyped(node);
            default -> ofOther(type, node);
        };
    }

    /** The results of Anthropic's own tools are named after the tool. */
    private static Part ofOther(String type, JsonNode node) {
        if (MEDIA_TYPES.contains(type)) {
            return media(node, type);
        }
        return type.endsWith("tool_result") || type.equals("custom_tool_call_output")
                ? response(node)
                : new Part.Unknown(type, node.toString());
    }

    /** What is said in a document is text where it lies in the part itself. */
    private static Part document(JsonNode node) {
        JsonNode source = node.path("source");
        return switch (source.path("type").asText("")) {
            case "text" -> new Part.Text(orEmpty(Json.first(source, "data")));
            case "content" -> new Part.Unknown("document", node.toString());
            default -> media(node, "document");
        };
    }

    /** Whether a text that turned out to be JSON holds parts, and is not simply JSON that somebody said. */
    static boolean isPart(JsonNode node) {
        return node.isObject() && (node.path("type").isTextual() || !(untyped(node) instanceof Part.Unknown));
    }

    private static Part text(JsonNode node) {
        return new Part.Text(orEmpty(Json.first(node, "content", "text")));
    }

    /**
     * A request for a tool, also where the name and arguments lie one level down in {@code function}. An item of OpenAI's
     * has an id of its own beside that of the call.
     */
    static Part request(JsonNode node) {
        JsonNode function = node.path("function").isObject() ? node.path("function") : node;
        String name = Json.first(function, "name", "toolName", "tool_name");
        String arguments = Json.first(function, "arguments", "args", "input", "server_tool_call");
        return new Part.ToolCallRequest(
                Json.first(node, "call_id", "toolCallId", "tool_call_id", "toolUseId", "id", "ref"),
                orEmpty(name),
                told(arguments));
    }

    private static Part response(JsonNode node) {
        return new Part.ToolCallResponse(
                Json.first(node, "tool_use_id", "call_id", "toolCallId", "tool_call_id", "toolUseId", "id", "ref"),
                told(Json.first(node, ANSWERS)));
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
        for (String kind : SOURCED_MEDIA) {
            if (node.path(kind).path("source").isObject()) {
                return media(node.path(kind), kind);
            }
        }
        return wordsOrUnknown(node);
    }

    private static Part wordsOrUnknown(JsonNode node) {
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
        for (String field : THOUGHTS) {
            String words = words(node.path(field));
            if (!words.isEmpty()) {
                return new Part.Reasoning(words);
            }
        }
        return new Part.Reasoning("");
    }

    /** A text, or the texts of a list of parts, one below the other. */
    private static String words(JsonNode said) {
        if (!said.isArray()) {
            return Json.raw(said);
        }
        StringJoiner words = new StringJoiner("\n");
        for (JsonNode part : said) {
            words.add(part.isObject() ? orEmpty(Json.first(part, "text", "content")) : Json.raw(part));
        }
        return words.toString();
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
            mediaType = Json.first(node, "mime_type", "media_type", "mediaType", "modality", "format");
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
        for (String field : SOURCES) {
            JsonNode inner = node.path(field);
            if (inner.isObject() && inner.path("s3Location").isObject()) {
                return inner.path("s3Location");
            }
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

    /** What went to or came from a tool, empty where it was held back. */
    private static String told(@Nullable String text) {
        return text == null || Placeholder.isHeldBack(text) ? "" : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
