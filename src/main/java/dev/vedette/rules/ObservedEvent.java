package dev.vedette.rules;

import dev.vedette.detection.Observation;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.ModelCall;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view of a part of an observation as a {@link RuleEvent}.
 *
 * @param seen a span or a log record
 * @param tool the tool it is about, or null
 * @param callId the id of the tool call, or null
 * @param arguments the tool's arguments, or null
 * @param text the content of this part, or null
 */
record ObservedEvent(
        EventKind kind,
        Observation seen,
        ToolPolicy policy,
        @Nullable String tool,
        @Nullable String callId,
        @Nullable String arguments,
        @Nullable String text)
        implements RuleEvent {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public Instant at() {
        return seen.at();
    }

    @Override
    public @Nullable String traceId() {
        Activity activity = seen.activity();
        return activity == null ? null : LogTrace.idOf(activity);
    }

    @Override
    public @Nullable String spanId() {
        Activity activity = seen.activity();
        return activity == null ? null : activity.spanId();
    }

    @Override
    public @Nullable Object value(Field field) {
        return switch (field) {
            case KIND -> kind.label();
            case SESSION, USER, TENANT, SERVICE, ENVIRONMENT, AGENT_NAME, AGENT_VERSION -> ofActor(field);
            case DECLARED_TOOLS -> declaredTools();
            case TOOL_NAME -> tool;
            case TOOL_LABELS -> tool == null ? null : List.copyOf(policy.labelsOf(tool));
            case TOOL_CALL_ID -> callId;
            case TOOL_SERVER -> operation() instanceof Operation.ToolCall call ? call.server() : null;
            case TOOL_ARGS_HASH -> arguments == null ? null : TextHash.ofArguments(arguments);
            case TOOL_DEF_HASH -> kind == EventKind.TOOL_DEFINITION && text != null ? TextHash.of(text) : null;
            case MODEL_REQUESTED, MODEL_ANSWERED, MODEL_PROVIDER, FINISH_REASONS -> ofModel(field);
            case INPUT_TOKENS, OUTPUT_TOKENS, TOTAL_TOKENS, COST -> ofUsage(field);
            case TEXT -> text;
            case ARGS_TEXT -> arguments;
            case STATUS, ERROR_TYPE, DURATION_MS, NAME -> ofOutcome(field);
            case SECRETS -> secrets();
            case ATTRIBUTES -> new TextAttributes(attributes());
        };
    }

    private @Nullable String ofActor(Field field) {
        Activity activity = seen.activity();
        if (activity == null) {
            return null;
        }
        Actor actor = activity.actor();
        return switch (field) {
            case SESSION -> actor.session();
            case USER -> actor.user();
            case TENANT -> actor.tenant();
            case SERVICE -> actor.service();
            case ENVIRONMENT -> actor.environment();
            case AGENT_VERSION -> actor.agentVersion();
            default -> actor.agent();
        };
    }

    private List<String> declaredTools() {
        Set<String> allowed = policy.allowedTools(text(Field.AGENT_NAME), text(Field.SERVICE));
        if (allowed != null) {
            return List.copyOf(allowed);
        }
        Operation operation = operation();
        return operation == null
                ? List.of()
                : operation.tools().stream().map(ToolDefinition::name).toList();
    }

    private @Nullable Object ofModel(Field field) {
        if (!(operation() instanceof ModelCall call)) {
            return null;
        }
        return switch (field) {
            case MODEL_REQUESTED -> call.requestModel();
            case MODEL_ANSWERED -> call.responseModel();
            case MODEL_PROVIDER -> call.provider();
            default -> call.finishReasons().isEmpty() ? null : call.finishReasons();
        };
    }

    /** A record that only repeats what others tell has no numbers of its own. */
    private @Nullable Object ofUsage(Field field) {
        Activity activity = seen.activity();
        if (activity == null || !activity.usage().own()) {
            return null;
        }
        Usage usage = activity.usage();
        Long input = usage.inputTokens();
        Long output = usage.outputTokens();
        return switch (field) {
            case INPUT_TOKENS -> input;
            case OUTPUT_TOKENS -> output;
            case COST -> usage.costUsd();
            default -> input == null && output == null ? null : Long.valueOf(usage.countedTokens());
        };
    }

    /** A log record that tells of nothing done has only a name. */
    private @Nullable Object ofOutcome(Field field) {
        Activity activity = seen.activity();
        boolean done =
                activity instanceof Span || (activity != null && !(activity.operation() instanceof Operation.Other));
        if (activity == null || !(done || field == Field.NAME)) {
            return null;
        }
        String error = activity.status().errorType();
        return switch (field) {
            case STATUS -> activity.status().isError() ? "error" : "ok";
            case ERROR_TYPE -> error.isEmpty() ? null : error;
            case DURATION_MS -> millis(activity);
            default -> activity instanceof Span span ? span.name() : ((LogEvent) activity).eventName();
        };
    }

    private static @Nullable Long millis(Activity activity) {
        Long nanos = activity instanceof Span span
                ? Long.valueOf(span.durationNanos())
                : ((LogEvent) activity).durationNanos();
        return nanos == null ? null : Long.valueOf(nanos / NANOS_PER_MILLI);
    }

    /** The ids of the secrets that were seen in this part, as far as their place tells. */
    private @Nullable List<String> secrets() {
        List<Sighting> sightings = seen.sightings();
        if (sightings.isEmpty()) {
            return null;
        }
        EventKind part = part();
        List<String> rules = new ArrayList<>();
        for (Sighting sighting : sightings) {
            if (sighting.kind().equals(Sighting.SECRET)
                    && SightingPlace.concerns(part, sighting.place())
                    && !rules.contains(sighting.rule())) {
                rules.add(sighting.rule());
            }
        }
        return rules;
    }

    /** Of a tool's call that is told again, what it was given and what it answered lie where they lie in a call. */
    private EventKind part() {
        if (!(operation() instanceof Operation.ToolCall)) {
            return kind;
        }
        return switch (kind) {
            case TOOL_REQUEST -> EventKind.TOOL_CALL;
            case TOOL_RESPONSE -> EventKind.TOOL_RESULT;
            default -> kind;
        };
    }

    private @Nullable Operation operation() {
        Activity activity = seen.activity();
        return activity == null ? null : activity.operation();
    }

    private Attributes attributes() {
        Activity activity = seen.activity();
        return activity == null ? Attributes.empty() : activity.attributes();
    }
}
