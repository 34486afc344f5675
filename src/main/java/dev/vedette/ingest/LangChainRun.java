package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a run of LangChain: the request and the answer of a provider, or messages as LangChain
 * serialises them, in batches of one, with a {@code type} for a role and their fields one or two levels down.
 */
final class LangChainRun {
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("human", "user"),
            Map.entry("HumanMessage", "user"),
            Map.entry("HumanMessageChunk", "user"),
            Map.entry("ai", "assistant"),
            Map.entry("AIMessage", "assistant"),
            Map.entry("AIMessageChunk", "assistant"),
            Map.entry("system", "system"),
            Map.entry("SystemMessage", "system"),
            Map.entry("tool", "tool"),
            Map.entry("ToolMessage", "tool"),
            Map.entry("function", "tool"),
            Map.entry("FunctionMessage", "tool"));
    private static final String[] WRAPPERS = {"output", "outputs", "input", "generations", "messages", "prompts"};
    private static final int MOST_WRAPPERS = 4;

    private LangChainRun() {}

    /** The messages in the inputs or outputs; {@code role} is that of messages that name none. */
    static List<Message> messages(JsonNode run, String role) {
        if (run.has("system") && run.path("messages").isArray()) {
            return MessageReader.messages(run, role);
        }
        JsonNode said = unwrapped(run);
        if (!said.isArray()) {
            return said.path("choices").isArray() || said.path("messages").isArray()
                    ? MessageReader.messages(said, role)
                    : one(said, role);
        }
        if (said.isEmpty() || !isMessage(inner(said.get(0)))) {
            return MessageReader.messages(said, role);
        }
        List<Message> messages = new ArrayList<>(said.size());
        said.forEach(message -> messages.addAll(one(message, role)));
        return messages;
    }

    /** The text of the inputs or outputs without what wraps them, or null. */
    static @Nullable String text(JsonNode run) {
        JsonNode said = unwrapped(run);
        JsonNode message = inner(said);
        String text = Json.raw(isMessage(message) ? message.path("content") : said);
        return text.isEmpty() ? null : text;
    }

    /** The id of the call that a tool's message in the outputs answers, or null. */
    static @Nullable String callId(JsonNode outputs) {
        return Json.first(inner(unwrapped(outputs)), "tool_call_id");
    }

    /** The documents in the outputs. */
    static List<Document> documents(JsonNode outputs) {
        JsonNode found = outputs.path("documents").isArray() ? outputs.path("documents") : unwrapped(outputs);
        List<Document> documents = new ArrayList<>();
        for (JsonNode document : found) {
            documents.addAll(
                    DocumentReader.read(document.path("kwargs").isObject() ? document.path("kwargs") : document));
        }
        return documents;
    }

    private static List<Message> one(JsonNode node, String role) {
        JsonNode message = inner(node);
        if (!isMessage(message)) {
            return MessageReader.messages(message, role);
        }
        String named = ROLES.get(type(node, message));
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        message.properties().forEach(field -> plain.set(field.getKey(), field.getValue()));
        if (named != null) {
            plain.put("role", named);
            plain.remove("type");
        }
        if (message.path("tool_calls").isEmpty()
                && message.path("additional_kwargs").path("tool_calls").isArray()) {
            plain.set("tool_calls", message.path("additional_kwargs").path("tool_calls"));
        }
        String finish = Json.first(message.path("response_metadata"), "finish_reason", "stop_reason");
        if (finish != null) {
            plain.put("finish_reason", finish);
        }
        return List.of(MessageReader.message(plain, role));
    }

    /** What lies below the names that say nothing, and in batches of one. */
    private static JsonNode unwrapped(JsonNode run) {
        JsonNode at = run;
        for (int depth = 0; depth < MOST_WRAPPERS; depth++) {
            JsonNode below = below(at);
            if (below == null) {
                return at;
            }
            at = below;
        }
        return at;
    }

    private static @Nullable JsonNode below(JsonNode node) {
        if (node.isArray() && node.size() == 1 && node.get(0).isArray()) {
            return node.get(0);
        }
        if (node.has("choices") || isMessage(inner(node))) {
            return null;
        }
        for (String wrapper : WRAPPERS) {
            if (node.has(wrapper)) {
                return node.path(wrapper);
            }
        }
        return null;
    }

    /** The message's own fields: a generation holds a message, a serialised object its arguments, a dump its data. */
    private static JsonNode inner(JsonNode node) {
        JsonNode message = node.has("text") && node.path("message").isObject() ? node.path("message") : node;
        for (String field : new String[] {"kwargs", "data"}) {
            if (message.path(field).isObject()) {
                return message.path(field);
            }
        }
        return message;
    }

    private static boolean isMessage(JsonNode node) {
        return node.has("content")
                && (node.has("type")
                        || node.has("role")
                        || node.has("tool_calls")
                        || node.has("tool_call_id")
                        || node.has("additional_kwargs"));
    }

    /** What the message says of itself, else the class that it was serialised from, which is the last of its id. */
    private static String type(JsonNode node, JsonNode message) {
        JsonNode holder = node.has("text") && node.path("message").isObject() ? node.path("message") : node;
        JsonNode id = holder.path("id");
        String told = Json.raw(message.path("type"));
        if (ROLES.containsKey(told)) {
            return told;
        }
        return id.isArray() && !id.isEmpty() ? id.get(id.size() - 1).asText("") : Json.raw(holder.path("type"));
    }
}
