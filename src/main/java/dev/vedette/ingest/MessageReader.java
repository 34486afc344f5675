package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages from whatever a sender put there: OpenTelemetry's typed parts, a provider's own request or answer, a list of
 * parts, or plain text.
 */
final class MessageReader {
    private static final String TOOL = "tool";
    private static final String ASSISTANT = "assistant";
    /** LangChain's words. */
    private static final Map<String, String> ROLES = Map.of("human", "user", "ai", ASSISTANT);

    /** Of OpenAI's answers, of Gemini's answers and of Gemini's requests. */
    private static final String[] LISTS = {"choices", "candidates", "contents"};

    private static final String[] FINISH = {"finish_reason", "finishReason", "stop_reason", "stopReason"};

    private MessageReader() {}

    /** The messages in {@code node}; {@code role} is that of messages that name none. */
    static List<Message> messages(JsonNode node, String role) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (node.isArray()) {
            return list(node, role);
        }
        if (!node.isObject()) {
            return List.of(Message.text(role, Json.raw(node)));
        }
        if (node.path("messages").isArray()) {
            return after(node.path("system"), list(node.path("messages"), role));
        }
        for (String field : LISTS) {
            if (node.path(field).isArray()) {
                return list(node.path(field), role);
            }
        }
        JsonNode answer = node.path("output").path("message");
        JsonNode said = answer.isObject() ? node.path("output") : node;
        return List.of(isMessage(said) ? answered(said, node, role) : Message.text(role, node.toString()));
    }

    /** Anthropic and Bedrock put the system's instructions beside the messages. */
    private static List<Message> after(JsonNode instructions, List<Message> messages) {
        List<Message> all = new ArrayList<>(partsOnly(instructions, "system"));
        all.addAll(messages);
        return all;
    }

    /** Bedrock tells beside its answer why that ended. */
    private static Message answered(JsonNode said, JsonNode answer, String role) {
        Message message = message(said, role);
        String finish = message.finishReason() == null ? Json.first(answer, FINISH) : null;
        return finish == null || finish.isEmpty()
                ? message
                : new Message(message.role(), message.parts(), FinishReasons.word(finish));
    }

    /** One message of all parts in {@code node}, such as the system's instructions; none when there are none. */
    static List<Message> partsOnly(JsonNode node, String role) {
        List<Part> parts = new ArrayList<>();
        addContent(node, parts);
        return parts.isEmpty() ? List.of() : List.of(new Message(role, parts, null));
    }

    /** One message; {@code role} is its role if it names none. */
    static Message message(JsonNode node, String role) {
        if (!node.isObject()) {
            return Message.text(role, Json.raw(node));
        }
        String finish = Json.first(node, FINISH);
        JsonNode inner = inner(node);
        String named = Json.first(inner, "role");
        String spoken = named == null || named.isEmpty() ? role : ROLES.getOrDefault(named, named);
        List<Part> parts = new ArrayList<>();
        addSaid(inner, spoken, parts);
        for (JsonNode call : elements(inner.path("tool_calls"))) {
            parts.add(PartReader.request(call));
        }
        if (inner.path("function_call").isObject()) {
            parts.add(PartReader.request(inner.path("function_call")));
        }
        if (inner.path("function_call_name").isTextual()) {
            parts.add(oldRequest(inner));
        }
        if (parts.isEmpty() && inner.path("type").isTextual()) {
            parts.add(PartReader.read(inner));
        }
        parts.removeIf(MessageReader::isHeldBack);
        return new Message(spoken, parts, finish == null || finish.isEmpty() ? null : FinishReasons.word(finish));
    }

    /** A choice holds its message, one of Gemini's candidates its content. */
    private static JsonNode inner(JsonNode node) {
        if (node.path("message").isObject()) {
            return node.path("message");
        }
        return isCandidate(node) ? node.path("content") : node;
    }

    private static boolean isCandidate(JsonNode node) {
        return !node.has("role") && node.path("content").path("parts").isArray();
    }

    private static boolean isHeldBack(Part part) {
        return (part instanceof Part.Text said && Placeholder.isHeldBack(said.text()))
                || (part instanceof Part.Reasoning thought && Placeholder.isHeldBack(thought.text()));
    }

    private static List<Message> list(JsonNode array, String role) {
        if (!array.isEmpty() && allParts(array)) {
            return partsOnly(array, role);
        }
        List<Message> messages = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            messages.add(item.isObject() && !isMessage(item) ? ofPart(item, role) : message(item, role));
        }
        return messages;
    }

    /** OpenAI's requests have calls of tools and their answers between the messages, which tell whose they are. */
    private static Message ofPart(JsonNode item, String role) {
        Part part = PartReader.read(item);
        String spoken = part instanceof Part.ToolCallRequest || part instanceof Part.Reasoning
                ? ASSISTANT
                : part instanceof Part.ToolCallResponse ? TOOL : role;
        return new Message(spoken, List.of(part), null);
    }

    private static boolean allParts(JsonNode array) {
        for (JsonNode item : array) {
            if (isMessage(item) || !PartReader.isPart(item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMessage(JsonNode node) {
        return node.has("role")
                || node.has("parts")
                || node.has("tool_calls")
                || node.path("message").isObject()
                || isCandidate(node);
    }

    private static void addSaid(JsonNode message, String role, List<Part> parts) {
        String thought = Json.first(message, "reasoning_content");
        if (thought != null && !thought.isEmpty()) {
            parts.add(new Part.Reasoning(thought));
        }
        JsonNode content = message.path("content");
        if (isToolRole(role) && !message.has("parts")) {
            if (hasToolAnswers(content)) {
                addContent(content, parts);
                return;
            }
            String answer = Json.raw(content.isMissingNode() ? message.path("contents") : content);
            parts.add(new Part.ToolCallResponse(
                    Json.first(message, "tool_call_id", "id"), Placeholder.isHeldBack(answer) ? "" : answer));
            return;
        }
        addContent(message.path("parts"), parts);
        addContent(message.path("contents"), parts);
        addContent(content, parts);
    }

    /** OpenInference flattens OpenAI's old form of a call into two fields of the message. */
    private static Part oldRequest(JsonNode message) {
        String arguments = Json.first(message, "function_call_arguments_json");
        return new Part.ToolCallRequest(
                null, Json.raw(message.path("function_call_name")), arguments == null ? "" : arguments);
    }

    /** Bedrock and Genkit wrap what a tool answered in parts of their own, beside the id of the call. */
    private static boolean hasToolAnswers(JsonNode content) {
        JsonNode tree =
                content.isTextual() && content.textValue().startsWith("[{") ? Json.tree(content.textValue()) : content;
        if (!tree.isArray() || tree.isEmpty() || !allParts(tree)) {
            return false;
        }
        for (JsonNode part : tree) {
            if (!(PartReader.read(part) instanceof Part.ToolCallResponse)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToolRole(String role) {
        return role.equals(TOOL) || role.equals("function");
    }

    private static void addContent(JsonNode content, List<Part> parts) {
        if (content.isTextual()) {
            addText(content.textValue(), parts);
        } else if (content.path("parts").isArray()) {
            content.path("parts").forEach(part -> parts.add(PartReader.read(part)));
        } else if (content.isObject()) {
            parts.add(PartReader.read(content));
        } else {
            for (JsonNode part : elements(content)) {
                addElement(part, parts);
            }
        }
    }

    /** Instructions may be a list of messages instead of parts. */
    private static void addElement(JsonNode element, List<Part> parts) {
        if (element.path("parts").isArray()) {
            element.path("parts").forEach(part -> parts.add(PartReader.read(part)));
        } else {
            parts.add(PartReader.read(element));
        }
    }

    /** Some senders put a list of parts into the text of a message; JSON that is anything else is what was said. */
    private static void addText(String text, List<Part> parts) {
        if (text.isEmpty()) {
            return;
        }
        JsonNode tree = text.startsWith("[{") ? Json.tree(text) : null;
        if (tree != null && tree.isArray() && allParts(tree)) {
            tree.forEach(part -> parts.add(PartReader.read(part)));
        } else {
            parts.add(new Part.Text(text));
        }
    }

    private static Iterable<JsonNode> elements(@Nullable JsonNode node) {
        return node != null && node.isArray() ? node : List.of();
    }
}
