package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log records in which Spring AI writes prompts and completions: a title, then texts in brackets, either {@code
 * ["…", "…"]} or with roles {@code ["system":"…", "user":"…"]}. Quotes within the texts are not escaped, so a text that
 * looks like the end of one and the start of the next is taken for that.
 */
final class SpringAiLogs {
    private static final String PACKAGE = "org.springframework.ai.";
    private static final String HANDLER = "ObservationHandler";
    private static final String BETWEEN = "\", \"";
    private static final String AFTER_ROLE = "\":\"";
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final int MAX_MESSAGES = 10_000;

    private SpringAiLogs() {}

    /** What the record says, or null when it is none of these. */
    static @Nullable LogReading read(RawLog log) {
        String logger = logger(log);
        int end = logger.lastIndexOf(HANDLER);
        if (!logger.startsWith(PACKAGE) || end < 0 || !(log.body() instanceof String body)) {
            return null;
        }
        int newline = body.indexOf('\n');
        String content = (newline < 0 ? "" : body.substring(newline + 1)).strip();
        if (content.length() < 2 || !content.startsWith("[") || !content.endsWith("]")) {
            return null;
        }
        String told = content.substring(1, content.length() - 1).strip();
        String kind = logger.substring(0, end);
        if (kind.endsWith("Completion")) {
            return LogReading.messages(List.of(), messages(told, "assistant"));
        }
        return LogReading.messages(messages(told, kind.endsWith("Response") ? "tool" : "user"), List.of());
    }

    private static String logger(RawLog log) {
        String attribute = log.attributes().firstText("logger.name", "logger", "log.logger");
        return attribute == null ? log.scope().name() : attribute;
    }

    /** Messages of tools arrive as empty texts, which say nothing. */
    private static List<Message> messages(String told, String role) {
        List<Message> messages = new ArrayList<>();
        for (String text : texts(told)) {
            String named = role(text);
            String said = named == null ? text : text.substring(named.length() + AFTER_ROLE.length());
            if (!said.isEmpty() && messages.size() < MAX_MESSAGES) {
                messages.add(Message.text(named == null ? role : named, said));
            }
        }
        return messages;
    }

    private static @Nullable String role(String text) {
        int end = text.indexOf(AFTER_ROLE);
        String named = end < 0 || end > 16 ? "" : text.substring(0, end);
        return ROLES.contains(named) ? named : null;
    }

    private static List<String> texts(String told) {
        JsonNode tree = Json.tree("[" + told + "]");
        List<String> texts = new ArrayList<>();
        if (tree.isArray()) {
            tree.forEach(text -> texts.add(Json.raw(text)));
            return texts;
        }
        if (told.length() < 2 || !told.startsWith("\"") || !told.endsWith("\"")) {
            return told.isEmpty() ? List.of() : List.of(told);
        }
        String inner = told.substring(1, told.length() - 1);
        int start = 0;
        for (int at = inner.indexOf(BETWEEN); at >= 0; at = inner.indexOf(BETWEEN, start)) {
            texts.add(inner.substring(start, at));
            start = at + BETWEEN.length();
        }
        texts.add(inner.substring(start));
        return texts;
    }
}
