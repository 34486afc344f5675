package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of a span by OpenTelemetry's conventions, from the first place that has some: structured attributes, an
 * event with the operation's details, the deprecated events of single messages, the deprecated attributes.
 */
final class OtelContent {
    private static final String[] CONTENT = {GenAi.SYSTEM_INSTRUCTIONS, GenAi.INPUT_MESSAGES, GenAi.OUTPUT_MESSAGES};

    private OtelContent() {}

    static List<Message> input(RawSpan span) {
        List<Message> messages = input(span.attributes());
        if (messages.isEmpty()) {
            messages = input(details(span));
        }
        if (messages.isEmpty()) {
            messages = MessageEvents.of(span, false);
        }
        return messages.isEmpty()
                ? MessageReader.messages(Json.tree(span.attributes().get(GenAi.PROMPT)), "user")
                : messages;
    }

    static List<Message> output(RawSpan span) {
        List<Message> messages = output(span.attributes());
        if (messages.isEmpty()) {
            messages = output(details(span));
        }
        if (messages.isEmpty()) {
            messages = MessageEvents.of(span, true);
        }
        return messages.isEmpty()
                ? MessageReader.messages(Json.tree(span.attributes().get(GenAi.COMPLETION)), "assistant")
                : messages;
    }

    static List<ToolDefinition> tools(RawSpan span) {
        Object own = span.attributes().get(GenAi.TOOL_DEFINITIONS);
        Object declared = own == null ? details(span).get(GenAi.TOOL_DEFINITIONS) : own;
        return declared == null ? List.of() : ToolDefinitionReader.read(Json.tree(declared));
    }

    /** The system's instructions and the messages to the model that lie in attributes. */
    static List<Message> input(Attributes attributes) {
        Object instructions = attributes.get(GenAi.SYSTEM_INSTRUCTIONS);
        List<Message> messages = MessageReader.messages(Json.tree(attributes.get(GenAi.INPUT_MESSAGES)), "user");
        if (instructions == null) {
            return messages;
        }
        List<Message> all = new ArrayList<>(MessageReader.partsOnly(Json.tree(instructions), "system"));
        all.addAll(messages);
        return all;
    }

    /** The messages from the model that lie in attributes. */
    static List<Message> output(Attributes attributes) {
        return MessageReader.messages(Json.tree(attributes.get(GenAi.OUTPUT_MESSAGES)), "assistant");
    }

    /** The texts in the messages. */
    static List<String> texts(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.parts().stream())
                .filter(part -> part instanceof Part.Text said && !said.text().isEmpty())
                .map(part -> ((Part.Text) part).text())
                .toList();
    }

    /** The attributes of a log record that hold content: its own, or what its body has under their names. */
    static Attributes ofLog(RawLog log) {
        boolean own =
                log.attributes().has(GenAi.INPUT_MESSAGES) || log.attributes().has(GenAi.OUTPUT_MESSAGES);
        if (own || !(log.body() instanceof Map<?, ?> body)) {
            return log.attributes();
        }
        Map<String, Object> content = new LinkedHashMap<>();
        for (String key : CONTENT) {
            Object value = body.get(key);
            if (value != null) {
                content.put(key, value);
            }
        }
        return Attributes.of(content);
    }

    private static Attributes details(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (event.name().equals(GenAi.OPERATION_DETAILS_EVENT)) {
                return event.attributes();
            }
        }
        return Attributes.empty();
    }
}
