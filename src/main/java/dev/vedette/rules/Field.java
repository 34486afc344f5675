package dev.vedette.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition can ask of an event {@code e}: one variable of a fixed type each, so that a typo does not compile. */
enum Field {
    KIND("e.kind", Type.TEXT),
    SESSION("e.session", Type.TEXT),
    USER("e.user", Type.TEXT),
    TENANT("e.tenant", Type.TEXT),
    SERVICE("e.service", Type.TEXT),
    ENVIRONMENT("e.environment", Type.TEXT),
    AGENT_NAME("e.agent.name", Type.TEXT),
    AGENT_VERSION("e.agent.version", Type.TEXT),
    DECLARED_TOOLS("e.agent.declared_tools", Type.TEXTS),
    TOOL_NAME("e.tool.name", Type.TEXT),
    TOOL_LABELS("e.tool.labels", Type.TEXTS),
    TOOL_CALL_ID("e.tool.call_id", Type.TEXT),
    TOOL_SERVER("e.tool.server", Type.TEXT),
    TOOL_ARGS_HASH("e.tool.args_hash", Type.TEXT),
    TOOL_DEF_HASH("e.tool.def_hash", Type.TEXT),
    MODEL_REQUESTED("e.model.requested", Type.TEXT),
    MODEL_ANSWERED("e.model.answered", Type.TEXT),
    MODEL_PROVIDER("e.model.provider", Type.TEXT),
    FINISH_REASONS("e.model.finish_reasons", Type.TEXTS),
    INPUT_TOKENS("e.usage.input_tokens", Type.WHOLE),
    OUTPUT_TOKENS("e.usage.output_tokens", Type.WHOLE),
    TOTAL_TOKENS("e.usage.total_tokens", Type.WHOLE),
    COST("e.cost", Type.DECIMAL),
    TEXT("e.text", Type.TEXT),
    ARGS_TEXT("e.args_text", Type.TEXT),
    STATUS("e.status", Type.TEXT),
    ERROR_TYPE("e.error_type", Type.TEXT),
    DURATION_MS("e.duration_ms", Type.WHOLE),
    NAME("e.name", Type.TEXT),
    SECRETS("e.secrets", Type.TEXTS),
    ATTRIBUTES("e.attributes", Type.MAP);

    /** The type of a field's value: String, List of String, Long, Double, Map of String to String. */
    enum Type {
        TEXT,
        TEXTS,
        WHOLE,
        DECIMAL,
        MAP
    }

    private static final Map<String, Field> BY_NAME = new LinkedHashMap<>();

    static {
        for (Field field : values()) {
            BY_NAME.put(field.variable, field);
        }
    }

    private final String variable;
    private final Type type;

    Field(String variable, Type type) {
        this.variable = variable;
        this.type = type;
    }

    String variable() {
        return variable;
    }

    Type type() {
        return type;
    }

    /** Whether it is a number: a number that is absent leaves a condition undecided, a text that is absent is empty. */
    boolean isNumber() {
        return type == Type.WHOLE || type == Type.DECIMAL;
    }

    /** Whether it is the content of a message or call, which titles and keys must not hold. */
    boolean isContent() {
        return this == TEXT || this == ARGS_TEXT;
    }

    /** The name without {@code e.}, as labels and templates spell it. */
    String shortName() {
        return variable.substring(2);
    }

    static @Nullable Field of(String variable) {
        return BY_NAME.get(variable);
    }

    static Set<String> variables() {
        return BY_NAME.keySet();
    }
}
