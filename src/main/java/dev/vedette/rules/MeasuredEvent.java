package dev.vedette.rules;

import dev.vedette.detection.Observation;
import dev.vedette.telemetry.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An increase of tokens or money as a {@link RuleEvent}. */
record MeasuredEvent(Observation.Increased increased) implements RuleEvent {
    private static final String MODEL = "model";

    /** One event for what a model used in a session that the sender names, none for anything else. */
    static List<RuleEvent> of(Observation.Increased increased) {
        boolean ofModel = increased.reading().operation().equals(MODEL);
        return ofModel && increased.reading().hasSession() ? List.of(new MeasuredEvent(increased)) : List.of();
    }

    @Override
    public EventKind kind() {
        return EventKind.MODEL_USAGE;
    }

    @Override
    public Instant at() {
        return increased.at();
    }

    @Override
    public @Nullable String traceId() {
        return null;
    }

    @Override
    public @Nullable String spanId() {
        return null;
    }

    @Override
    public @Nullable Object value(Field field) {
        Actor actor = increased.reading().actor();
        String model = increased.reading().subject();
        return switch (field) {
            case KIND -> kind().label();
            case SESSION -> actor.session();
            case USER -> actor.user();
            case TENANT -> actor.tenant();
            case SERVICE -> actor.service();
            case ENVIRONMENT -> actor.environment();
            case AGENT_NAME -> actor.agent();
            case AGENT_VERSION -> actor.agentVersion();
            case MODEL_REQUESTED -> model.isEmpty() ? null : model;
            case INPUT_TOKENS -> increased.inputTokens();
            case OUTPUT_TOKENS -> increased.outputTokens();
            case TOTAL_TOKENS -> increased.inputTokens() + increased.outputTokens();
            case COST -> increased.costUsd();
            default -> null;
        };
    }
}
