package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a call as a list of the deprecated events in one attribute, as Logfire and old versions of Pydantic-AI
 * write it: first what the model was given, then what it gave.
 */
final class LogfireEvents {
    private static final String NAME = "event.name";
    private static final String MESSAGE = "gen_ai.";
    private static final String END = ".message";

    private final List<Message> input;
    private final List<Message> output;

    private LogfireEvents(List<Message> all, int given) {
        this.input = all.subList(0, given);
        this.output = all.subList(given, all.size());
    }

    List<Message> input() {
        return input;
    }

    List<Message> output() {
        return output;
    }

    /** The answer is what the model said last, or was given as a choice. */
    static LogfireEvents read(JsonNode events) {
        List<Message> all = new ArrayList<>();
        int given = 0;
        for (JsonNode event : events) {
            boolean choice = GenAi.CHOICE_EVENT.equals(name(event));
            Message message = message(event);
            all.add(message);
            given = choice || message.role().equals("assistant") ? given : all.size();
        }
        return new LogfireEvents(all, given);
    }

    /**
     * The answer is what comes after the items of the request, each of which made one event, or one for each part of its
     * content. Instructions come before them.
     */
    static LogfireEvents read(JsonNode events, JsonNode request) {
        if (!request.isArray() || request.isEmpty()) {
            return read(events);
        }
        int given = 0;
        for (JsonNode item : request) {
            given += item.path("content").isArray() ? item.path("content").size() : 1;
        }
        List<Message> all = new ArrayList<>();
        events.forEach(event -> all.add(message(event)));
        boolean instructed = !all.isEmpty()
                && all.get(0).role().equals("system")
                && !"system".equals(request.get(0).path("role").asText());
        return new LogfireEvents(all, Math.min(all.size(), instructed ? given + 1 : given));
    }

    private static Message message(JsonNode event) {
        JsonNode data = event.path("data");
        String role = role(event);
        if (data.isObject()) {
            return new Message(role, List.of(PartReader.read(data)), null);
        }
        return MessageReader.message(event, role);
    }

    private static String role(JsonNode event) {
        String told = Json.first(event, "role");
        if (told != null && !told.isEmpty()) {
            return told;
        }
        String name = name(event);
        boolean message = name.startsWith(MESSAGE) && name.endsWith(END);
        return message && name.length() > MESSAGE.length() + END.length()
                ? name.substring(MESSAGE.length(), name.length() - END.length())
                : "assistant";
    }

    private static String name(JsonNode event) {
        return event.path(NAME).asText("");
    }
}
