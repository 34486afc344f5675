package dev.vedette.rules;

import dev.vedette.detection.Observation;
import dev.vedette.detection.Observation.LogRecorded;
import dev.vedette.detection.Observation.SpanEnded;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
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
        Span span = span();
        return span != null
                ? span.traceId()
                : seen instanceof LogRecorded log ? log.log().traceId() : null;
    }

    @Override
    public @Nullable String spanId() {
        Span span = span();
        return span != null
                ? span.spanId()
                : seen instanceof LogRecorded log ? log.log().spanId() : null;
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
        Actor actor = seen instanceof SpanEnded ended
                ? ended.span().actor()
                : seen instanceof LogRecorded log ? log.log().actor() : null;
        if (actor == null) {
            return null;
        }
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
        List<ToolDefinition> tools = operation() instanceof ModelCall call
                ? call.tools()
                : operation() instanceof Operation.AgentRun run ? run.tools() : List.of();
        return tools.stream().map(ToolDefinition::name).toList();
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

    /** A span that only repeats the sum of its children has no numbers of its own. */
    private @Nullable Object ofUsage(Field field) {
        Span span = span();
        if (span == null || !span.usage().own()) {
            return null;
        }
        Usage usage = span.usage();
        Long input = usage.inputTokens();
        Long output = usage.outputTokens();
        return switch (field) {
            case INPUT_TOKENS -> input;
            case OUTPUT_TOKENS -> output;
            case COST -> usage.costUsd();
            default -> input == null && output == null ? null : Long.valueOf(usage.countedTokens());
        };
    }

    private @Nullable Object ofOutcome(Field field) {
        Span span = span();
        if (span == null) {
            return field == Field.NAME && seen instanceof LogRecorded log
                    ? log.log().eventName()
                    : null;
        }
        return switch (field) {
            case STATUS -> span.status().isError() ? "error" : "ok";
            case ERROR_TYPE ->
                span.status().errorType().isEmpty() ? null : span.status().errorType();
            case DURATION_MS -> Long.valueOf(span.durationNanos() / NANOS_PER_MILLI);
            default -> span.name();
        };
    }

    /** The ids of the secrets that were seen in this part, as far as their place tells. */
    private @Nullable List<String> secrets() {
        List<Sighting> sightings = seen instanceof SpanEnded ended
                ? ended.sightings()
                : seen instanceof LogRecorded log ? log.sightings() : List.of();
        if (sightings.isEmpty()) {
            return null;
        }
        List<String> rules = new ArrayList<>();
        for (Sighting sighting : sightings) {
            if (sighting.kind().equals(Sighting.SECRET)
                    && SightingPlace.concerns(kind, sighting.place())
                    && !rules.contains(sighting.rule())) {
                rules.add(sighting.rule());
            }
        }
        return rules;
    }

    private @Nullable Span span() {
        return seen instanceof SpanEnded ended ? ended.span() : null;
    }

    private @Nullable Operation operation() {
        return seen instanceof SpanEnded ended ? ended.span().operation() : null;
    }

    private Attributes attributes() {
        return seen instanceof SpanEnded ended
                ? ended.span().attributes()
                : seen instanceof LogRecorded log ? log.log().attributes() : Attributes.empty();
    }
}
