package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prompt and the answer as the Vercel AI SDK's own attributes hold them, of all its versions. */
final class VercelContent {
    private static final String[] TEXT = {"ai.response.text", "ai.result.text"};
    private static final String[] OBJECT = {"ai.response.object", "ai.result.object"};
    private static final String[] TOOL_CALLS = {"ai.response.toolCalls", "ai.result.toolCalls"};

    private VercelContent() {}

    /** The messages of a call of a model, else those that its wrapper was given. */
    static List<Message> input(Attributes attributes) {
        JsonNode messages = Json.tree(attributes.get("ai.prompt.messages"));
        if (messages.isArray()) {
            return MessageReader.messages(withParts(messages), "user");
        }
        JsonNode prompt = Json.tree(attributes.get("ai.prompt"));
        if (!prompt.isObject()) {
            return MessageReader.messages(prompt, "user");
        }
        List<Message> all = new ArrayList<>(MessageReader.partsOnly(prompt.path("system"), "system"));
        for (String field : new String[] {"messages", "prompt"}) {
            all.addAll(MessageReader.messages(withParts(prompt.path(field)), "user"));
        }
        return all;
    }

    /** The answer, one message of all its parts; none when there are none. */
    static List<Message> output(Attributes attributes) {
        List<Part> parts = new ArrayList<>();
        addText(parts, attributes, "ai.response.reasoning", true);
        addText(parts, attributes, first(attributes, TEXT), false);
        addText(parts, attributes, first(attributes, OBJECT), false);
        for (JsonNode call : Json.tree(attributes.get(first(attributes, TOOL_CALLS)))) {
            parts.add(PartReader.request(call));
        }
        for (JsonNode file : Json.tree(attributes.get("ai.response.files"))) {
            String type = Json.first(file, "mediaType", "mimeType");
            parts.add(new Part.Media(type == null ? "file" : type, "inline"));
        }
        return parts.isEmpty() ? List.of() : List.of(new Message("assistant", parts, null));
    }

    private static void addText(List<Part> parts, Attributes attributes, String key, boolean reasoning) {
        String text = Json.text(attributes.get(key));
        if (text != null) {
            parts.add(reasoning ? new Part.Reasoning(text) : new Part.Text(text));
        }
    }

    private static String first(Attributes attributes, String[] keys) {
        for (String key : keys) {
            if (attributes.has(key)) {
                return key;
            }
        }
        return keys[0];
    }

    /** The content of these messages is a list of parts, for tools too, which are told by the name of that field. */
    private static JsonNode withParts(JsonNode messages) {
        if (!messages.isArray()) {
            return messages;
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode(messages.size());
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            if (!content.isArray()) {
                all.add(message);
                continue;
            }
            ObjectNode plain = JsonNodeFactory.instance.objectNode();
            plain.set("role", message.path("role").isTextual() ? message.path("role") : null);
            ArrayNode parts = plain.putArray("parts");
            content.forEach(part -> parts.add(unwrapped(part)));
            all.add(plain);
        }
        return all;
    }

    /** A tool's output is wrapped in an object with its type since version 5: only the value is what the tool said. */
    private static @Nullable JsonNode unwrapped(JsonNode part) {
        JsonNode value = part.path("output").path("value");
        if (!(part instanceof ObjectNode) || value.isMissingNode()) {
            return part;
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        part.properties().forEach(field -> plain.set(field.getKey(), field.getValue()));
        return plain.set("output", value);
    }
}
