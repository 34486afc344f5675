package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.SpanEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deprecated events that each carry one message, as events of a span or as log records. The message lies in the
 * body, in an attribute as JSON text, or spread over attributes.
 */
final class MessageEvents {
    private static final Map<String, String> ROLES = Map.of(
            GenAi.SYSTEM_MESSAGE_EVENT, "system",
            GenAi.DEVELOPER_MESSAGE_EVENT, "developer",
            GenAi.USER_MESSAGE_EVENT, "user",
            GenAi.ASSISTANT_MESSAGE_EVENT, "assistant",
            GenAi.TOOL_MESSAGE_EVENT, "tool",
            GenAi.CHOICE_EVENT, "assistant",
            GenAi.CONTENT_PROMPT_EVENT, "user",
            GenAi.CONTENT_COMPLETION_EVENT, "assistant");

    private MessageEvents() {}

    static boolean isMessage(String eventName) {
        return ROLES.containsKey(eventName);
    }

    static boolean isOutput(String eventName) {
        return eventName.equals(GenAi.CHOICE_EVENT) || eventName.equals(GenAi.CONTENT_COMPLETION_EVENT);
    }

    /** The messages from (or else to) the model that the span's events carry. */
    static List<Message> of(RawSpan span, boolean output) {
        List<Message> messages = new ArrayList<>();
        for (SpanEvent event : span.events()) {
            if (isMessage(event.name()) && isOutput(event.name()) == output) {
                messages.addAll(read(event.name(), null, event.attributes()));
            }
        }
        return messages;
    }

    /** The text of the first event of that name: agents also put a tool's arguments and result into such events. */
    static @Nullable String textOf(RawSpan span, String eventName, String... keys) {
        for (SpanEvent event : span.events()) {
            if (event.name().equals(eventName)) {
                for (String key : keys) {
                    String text = Json.text(event.attributes().get(key));
                    if (text != null) {
                        return text;
                    }
                }
            }
        }
        return null;
    }

    /** The messages of one event; {@code body} is a log record's body, or null. */
    static List<Message> read(String eventName, @Nullable Object body, Attributes attributes) {
        String role = ROLES.getOrDefault(eventName, "user");
        if (body != null) {
            return MessageReader.messages(asMessage(Json.tree(body)), role);
        }
        for (String key : new String[] {GenAi.EVENT_CONTENT, GenAi.PROMPT, GenAi.COMPLETION}) {
            if (attributes.has(key)) {
                return MessageReader.messages(asMessage(Json.tree(attributes.get(key))), role);
            }
        }
        JsonNode spread = spread(attributes);
        return spread.isEmpty() ? List.of() : List.of(MessageReader.message(spread, role));
    }

    /** A body may name neither a role nor parts: {@code {"content": …}} is a message here, where the event says so. */
    private static JsonNode asMessage(JsonNode node) {
        if (!(node instanceof ObjectNode object) || object.has("role")) {
            return node;
        }
        if (object.path("message").isTextual()) {
            ObjectNode choice = object.deepCopy();
            choice.set("message", JsonNodeFactory.instance.objectNode().set("content", object.get("message")));
            return choice;
        }
        return object.has("content") ? JsonNodeFactory.instance.objectNode().set("message", object) : node;
    }

    private static JsonNode spread(Attributes attributes) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"role", "content", "id", "finish_reason"}) {
            if (attributes.has(field)) {
                message.set(field, text(attributes.get(field)));
            }
        }
        for (String field : new String[] {"tool_calls", "message"}) {
            if (attributes.has(field)) {
                JsonNode value = Json.tree(attributes.get(field));
                message.set(field.equals("message") && !value.isObject() ? "content" : field, value);
            }
        }
        return message;
    }

    private static JsonNode text(@Nullable Object value) {
        String text = Json.text(value);
        return JsonNodeFactory.instance.textNode(text == null ? "" : text);
    }
}
