package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AWS Strands for Python and TypeScript. It writes OpenTelemetry's names, but its own name or the service's where the
 * provider's belongs, times in milliseconds, and a span around every turn of the agent's loop that carries messages and
 * is no call of a model.
 */
final class StrandsDialect implements Dialect {
    static final String NAME = "aws-strands";

    private static final String[] MARKS = {
        "event_loop.cycle_id", "agent_loop.cycle_id", "event_loop.parent_cycle_id", "gen_ai.event.start_time"
    };
    private static final String OWN = "strands-agents";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!isStrands(span)) {
            return null;
        }
        Operation operation = operation(span);
        if (operation == null) {
            return null;
        }
        SpanReading reading = SpanReading.of(span, operation).by(who(span, operation));
        return "error".equals(span.attributes().text("tool.status"))
                ? reading.ended(new Status(Status.Code.ERROR, "", ""))
                : reading;
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        return StrandsMetrics.read(point);
    }

    private static boolean isStrands(RawSpan span) {
        Attributes attributes = span.attributes();
        String scope = span.scope().name();
        if (scope.startsWith("strands.")
                || scope.equals("strands-agents")
                || scope.endsWith("instrumentation.strands")
                || OWN.equals(attributes.firstText(GenAi.PROVIDER, GenAi.SYSTEM))) {
            return true;
        }
        for (String mark : MARKS) {
            if (attributes.has(mark)) {
                return true;
            }
        }
        return isCycle(span.name());
    }

    private static boolean isCycle(String spanName) {
        return spanName.startsWith("execute_event_loop_cycle")
                || spanName.startsWith("execute_agent_loop_cycle")
                || spanName.startsWith("Cycle ");
    }

    private static @Nullable Operation operation(RawSpan span) {
        String name = span.name();
        String operation = span.attributes().text(GenAi.OPERATION);
        String verb = operation == null ? "" : operation.toLowerCase(Locale.ROOT);
        if (isCycle(name)) {
            return new Operation.AgentRun(Extent.STEP, input(span), cycleOutput(span), List.of());
        }
        if (verb.equals("chat") || name.startsWith("Model invoke") || (verb.isEmpty() && name.startsWith("chat"))) {
            return modelCall(span);
        }
        if (verb.equals("execute_tool") || name.startsWith("Tool: ")) {
            return toolCall(span);
        }
        if (verb.equals("invoke_agent") || verb.equals("create_agent")) {
            return run(span, Extent.AGENT);
        }
        if (verb.equals("invoke_node") || verb.equals("execute_node")) {
            return run(span, Extent.STEP);
        }
        boolean agent = verb.isEmpty() && span.attributes().has(GenAi.AGENT_NAME);
        return verb.startsWith("invoke_") ? run(span, Extent.WORKFLOW) : agent ? run(span, Extent.AGENT) : null;
    }

    private static Operation modelCall(RawSpan span) {
        Operation.ModelCall call = ModelFields.call(span, input(span), output(span), OtelContent.tools(span));
        Long first = Elapsed.ofMillis(span.attributes(), "gen_ai.server.time_to_first_token");
        Operation.ModelCall timed = new Operation.ModelCall(
                null, null, null, List.of(), List.of(), List.of(), List.of(), first, call.request(), call.response());
        return FillIn.fill(call, timed);
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText(GenAi.TOOL_NAME, "tool.name");
        return new Operation.ToolCall(
                name == null ? span.name().substring(span.name().indexOf(' ') + 1) : name,
                attributes.firstText(GenAi.TOOL_CALL_ID, "tool.id"),
                null,
                told(span, GenAi.TOOL_ARGUMENTS, "tool.parameters", GenAi.TOOL_MESSAGE_EVENT),
                told(span, GenAi.TOOL_RESULT, "tool.result", GenAi.CHOICE_EVENT));
    }

    private static @Nullable String told(RawSpan span, String key, String early, String event) {
        String text = Json.text(span.attributes().get(key));
        String told = text == null ? Json.text(span.attributes().get(early)) : text;
        return told == null ? MessageEvents.textOf(span, event, "message", "content") : told;
    }

    private static Operation run(RawSpan span, Extent extent) {
        Attributes attributes = span.attributes();
        List<Message> input = new ArrayList<>();
        input.addAll(MessageReader.partsOnly(Json.tree(attributes.get("system_prompt")), "system"));
        List<Message> told = input(span);
        boolean repeated = !told.isEmpty() && told.get(0).role().equals("system");
        List<ToolDefinition> declared = OtelContent.tools(span);
        Object names =
                attributes.has("gen_ai.agent.tools") ? attributes.get("gen_ai.agent.tools") : attributes.get("tools");
        input.addAll(told);
        return new Operation.AgentRun(
                extent,
                repeated ? told : input,
                output(span),
                declared.isEmpty() && names != null ? ToolDefinitionReader.read(Json.tree(names)) : declared);
    }

    private static List<Message> input(RawSpan span) {
        List<Message> told = OtelContent.input(span);
        return told.isEmpty()
                ? MessageReader.messages(FlatTree.read(span.attributes(), "gen_ai.prompt."), "user")
                : told;
    }

    private static List<Message> output(RawSpan span) {
        List<Message> told = OtelContent.output(span);
        return told.isEmpty()
                ? MessageReader.messages(FlatTree.read(span.attributes(), "gen_ai.completion."), "assistant")
                : told;
    }

    /** A turn of the loop also tells what the tools answered that it ran. */
    private static List<Message> cycleOutput(RawSpan span) {
        List<Message> messages = new ArrayList<>(output(span));
        for (SpanEvent event : span.events()) {
            messages.addAll(MessageReader.messages(Json.tree(event.attributes().get("tool.result")), "tool"));
        }
        messages.addAll(MessageReader.messages(Json.tree(span.attributes().get("tool.result")), "tool"));
        return messages;
    }

    private static Identity who(RawSpan span, Operation operation) {
        boolean agent = operation instanceof Operation.AgentRun run && run.extent() == Extent.AGENT;
        boolean named = agent && span.name().startsWith("invoke_agent ");
        Identity who = Identity.of(NAME);
        return named ? who.or(Identity.named(span.name().substring("invoke_agent ".length()))) : who;
    }
}
