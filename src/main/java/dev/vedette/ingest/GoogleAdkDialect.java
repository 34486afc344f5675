package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Google's Agent Development Kit for Python and Java. A call that failed has no attributes at all, so the scope and the
 * name of a span say what it is; requests and answers lie in it in Gemini's own form.
 */
final class GoogleAdkDialect implements Dialect {
    static final String NAME = "google-adk";

    private static final String OWN = "gcp.vertex.agent";
    private static final String REQUEST = "gcp.vertex.agent.llm_request";
    private static final String RESPONSE = "gcp.vertex.agent.llm_response";
    private static final String TOOL_ARGUMENTS = "gcp.vertex.agent.tool_call_args";
    private static final String TOOL_RESULT = "gcp.vertex.agent.tool_response";
    private static final String[] MARKS = {
        REQUEST, RESPONSE, TOOL_ARGUMENTS, TOOL_RESULT, "gcp.vertex.agent.event_id", "gcp.vertex.agent.invocation_id"
    };

    private static final Map<String, PointReading> METRICS = Map.of(
            "gen_ai.agent.invocation.duration", PointReading.timed("agent").inMillis(),
            "gen_ai.tool.execution.duration", PointReading.timed("tool").inMillis());

    /** Stands where nothing can, in the span that sums up several tools that ran at once. */
    private static final String NOT_APPLICABLE = "N/A";

    private static final String MERGED = "(merged";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!isAdks(span)) {
            return null;
        }
        return switch (kind(span)) {
            case "model" -> modelCall(span);
            case "tool" -> by(span, toolCall(span));
            case "merged" -> by(span, answered(span));
            case "agent" -> by(span, run(span, Extent.AGENT));
            case "workflow" -> by(span, run(span, Extent.WORKFLOW));
            case "step" -> by(span, run(span, Extent.STEP));
            default -> by(span, new Operation.Other());
        };
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading row = point.scope().name().equals(OWN) ? METRICS.get(point.name()) : null;
        return row == null ? null : OtelMetrics.about(point, row.of(point)).by(Identity.of(NAME));
    }

    private static boolean isAdks(RawSpan span) {
        if (span.scope().name().equals(OWN) || OWN.equals(span.attributes().text(GenAi.SYSTEM))) {
            return true;
        }
        for (String mark : MARKS) {
            if (span.attributes().has(mark)) {
                return true;
            }
        }
        return false;
    }

    private static String kind(RawSpan span) {
        String operation = span.attributes().text(GenAi.OPERATION);
        String verb = operation == null ? verb(span.name()) : operation.toLowerCase(Locale.ROOT);
        return switch (verb) {
            case "call_llm", "generate_content", "chat" -> "model";
            case "execute_tool", "tool_call" -> isMerged(span) ? "merged" : "tool";
            case "tool_response" -> "merged";
            case "invoke_agent", "agent_run", "create_agent" -> "agent";
            case "invocation", "invoke_workflow" -> "workflow";
            case "invoke_node", "agent_step" -> "step";
            default -> span.attributes().has(REQUEST) && !span.attributes().has(TOOL_ARGUMENTS) ? "model" : "";
        };
    }

    /** {@code agent_run} of {@code agent_run [weather]}. */
    private static String verb(String spanName) {
        int space = spanName.indexOf(' ');
        return space < 0 ? spanName : spanName.substring(0, space);
    }

    private static boolean isMerged(RawSpan span) {
        String tool = span.attributes().text(GenAi.TOOL_NAME);
        return (tool != null && tool.startsWith(MERGED))
                || span.name().contains(MERGED)
                || NOT_APPLICABLE.equals(span.attributes().text(TOOL_ARGUMENTS));
    }

    private static SpanReading modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        GeminiExchange exchange =
                new GeminiExchange(Json.tree(attributes.get(REQUEST)), Json.tree(attributes.get(RESPONSE)));
        Operation.ModelCall told = ModelFields.call(
                span,
                GeminiExchange.asAssistant(OtelContent.input(span)),
                GeminiExchange.asAssistant(OtelContent.output(span)),
                OtelContent.tools(span));
        Usage usage = FillIn.fill(exchange.usage(), UsageReader.read(attributes, true));
        SpanReading reading =
                SpanReading.of(FillIn.fill(told, exchange.call()), usage).by(Identity.of(NAME));
        String error = exchange.errorCode();
        return error == null ? reading : reading.ended(new Status(Status.Code.ERROR, exchange.errorMessage(), error));
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.text(GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? named(span) : name,
                attributes.firstText(GenAi.TOOL_CALL_ID, "gen_ai.tool_call.id"),
                null,
                Json.text(attributes.get(TOOL_ARGUMENTS)),
                Json.text(attributes.get(TOOL_RESULT)),
                type(attributes.text(GenAi.TOOL_TYPE)),
                attributes.text(GenAi.TOOL_DESCRIPTION),
                null);
    }

    /** The type is the class of the tool. */
    private static @Nullable String type(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        if (sent.endsWith("FunctionTool")) {
            return "function";
        }
        boolean looksUp = sent.contains("Search") || sent.contains("Retrieval") || sent.contains("Rag");
        return looksUp ? "datastore" : sent.endsWith("Tool") || sent.endsWith("Toolset") ? "extension" : sent;
    }

    /** The answers of tools whose own spans tell of their runs. */
    private static Operation answered(RawSpan span) {
        String result = Json.text(span.attributes().get(TOOL_RESULT));
        List<Message> answers = result == null
                ? List.of()
                : List.of(new Message("tool", List.of(new Message.Part.ToolCallResponse(null, result)), null));
        return new Operation.AgentRun(Extent.STEP, List.of(), answers, List.of());
    }

    private static Operation run(RawSpan span, Extent extent) {
        return new Operation.AgentRun(
                extent, OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span));
    }

    private static SpanReading by(RawSpan span, Operation operation) {
        boolean agent = operation instanceof Operation.AgentRun run && run.extent() == Extent.AGENT;
        Identity who = Identity.of(NAME);
        return SpanReading.of(span, operation).by(agent ? who.or(Identity.named(named(span))) : who);
    }

    /** {@code weather} of {@code agent_run [weather]} and of {@code invoke_agent weather}. */
    private static String named(RawSpan span) {
        String name = span.name();
        String rest =
                name.substring(Math.min(name.length(), verb(name).length() + 1)).trim();
        String plain = rest.startsWith("[") && rest.endsWith("]") ? rest.substring(1, rest.length() - 1) : rest;
        return plain.isEmpty() ? (name.isEmpty() ? "unknown" : name) : plain;
    }
}
