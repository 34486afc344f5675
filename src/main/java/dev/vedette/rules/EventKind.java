package dev.vedette.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules can look at. One observation yields none, one or several of these. */
enum EventKind {
    /** A tool ran; its arguments. */
    TOOL_CALL("tool.call"),
    /** A tool ran; what it answered. */
    TOOL_RESULT("tool.result"),
    /** A model asked for a tool. */
    TOOL_REQUEST("tool.request"),
    /** A model was given a tool's answer. */
    TOOL_RESPONSE("tool.response"),
    /** A tool was offered to a model. */
    TOOL_DEFINITION("tool.definition"),
    MODEL_CALL("model.call"),
    /** Tokens or cost of a session that only metrics tell of: an increase, no call. */
    MODEL_USAGE("model.usage"),
    USER_MESSAGE("user.message"),
    SYSTEM_MESSAGE("system.message"),
    ASSISTANT_MESSAGE("assistant.message"),
    RETRIEVAL_DOCUMENT("retrieval.document"),
    AGENT_INVOKE("agent.invoke"),
    LOG_EVENT("log.event"),
    /** Any span, understood or not. */
    SPAN("span");

    private final String label;

    EventKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static @Nullable EventKind of(String label) {
        for (EventKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }

    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (EventKind kind : values()) {
            labels.add(kind.label);
        }
        return labels;
    }
}
