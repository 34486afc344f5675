package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AgentOps: a kind for every span of its decorators and instrumentations, with what went in and came out as JSON. The
 * messages of a model's call it writes as OpenLLMetry does, whose dialect fills them in.
 */
final class AgentOpsDialect implements Dialect {
    static final String NAME = "agentops";

    private static final String KIND = "agentops.span.kind";
    private static final String SCOPE = "agentops";
    private static final String[] INPUT = {"agentops.entity.input", "workflow.input", "workflow.step.input"};
    private static final String[] OUTPUT = {
        "agentops.entity.output", "workflow.final_output", "workflow.output", "workflow.step.output"
    };
    private static final String[] NAME_KEYS = {"agentops.entity.name", "agentops.span.name"};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String sent = attributes.text(KIND);
        String kind = sent == null ? untold(span) : sent.toLowerCase(Locale.ROOT);
        if (kind == null) {
            return null;
        }
        Operation operation = operation(span, kind);
        if (operation instanceof Operation.Other) {
            SpanReading shared = OtelGenAiDialect.understood(span);
            return shared.operation() instanceof Operation.Other ? SpanReading.of(operation, Usage.NONE) : shared;
        }
        boolean run = operation instanceof Operation.AgentRun;
        Usage usage = run || operation instanceof Operation.ModelCall || operation instanceof Operation.Embedding
                ? UsageReader.read(attributes, !run)
                : Usage.NONE;
        return SpanReading.of(operation, usage).by(Identity.named(agent(span, kind)));
    }

    /** The kind of a span that has none but is AgentOps' all the same; null for one that is not. */
    private static @Nullable String untold(RawSpan span) {
        Attributes attributes = span.attributes();
        boolean own = span.scope().name().startsWith(SCOPE) || attributes.has(INPUT[0]) || attributes.has(OUTPUT[0]);
        if (!own) {
            return null;
        }
        boolean model = attributes.has(GenAi.REQUEST_MODEL) || attributes.has(GenAi.RESPONSE_MODEL);
        return attributes.has("tool.name") ? "tool" : model ? "llm" : "";
    }

    private static Operation operation(RawSpan span, String kind) {
        Attributes attributes = span.attributes();
        if (attributes.has("from_agent") && attributes.has("to_agent")) {
            return new Operation.Handoff(attributes.text("from_agent"), attributes.text("to_agent"));
        }
        return switch (kind) {
            case "llm", "llm.call", "text" -> modelCall(span);
            case "embedding" ->
                new Operation.Embedding(Providers.provider(attributes), ModelFields.eitherModel(attributes));
            case "tool" -> toolCall(span);
            case "agent", "agent.action" -> run(attributes, Extent.AGENT);
            case "agent.thinking" -> run(attributes, Extent.PLAN);
            case "session", "workflow", "team" -> run(attributes, Extent.WORKFLOW);
            case "task", "operation", "workflow.step", "workflow_step", "chain", "agent.decision" ->
                run(attributes, Extent.STEP);
            case "guardrail" ->
                new Oversight.Guardrail(
                        entity(span), GuardrailOutcome.verdict(first(attributes, OUTPUT)), text(attributes, OUTPUT));
            default -> new Operation.Other();
        };
    }

    private static Operation run(Attributes attributes, Extent extent) {
        List<ToolDefinition> tools = ToolDefinitionReader.read(Json.tree(attributes.get("agent.tools")));
        return new Operation.AgentRun(extent, input(attributes), output(attributes), tools);
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        List<ToolDefinition> tools = ToolDefinitionReader.read(FlatTree.read(attributes, "gen_ai.request.tools."));
        return ModelFields.call(
                span,
                input(attributes),
                output(attributes),
                tools.isEmpty() ? ToolDefinitionReader.read(Json.tree(attributes.get("gen_ai.request.tools"))) : tools);
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText("tool.name", GenAi.TOOL_NAME);
        String arguments = Json.text(attributes.get("tool.parameters"));
        String result = Json.text(attributes.get("tool.result"));
        return new Operation.ToolCall(
                name == null ? entity(span) : name,
                attributes.firstText("tool.id", "tool.call.id", GenAi.TOOL_CALL_ID),
                null,
                arguments == null ? text(attributes, INPUT) : arguments,
                result == null ? text(attributes, OUTPUT) : result,
                null,
                attributes.text("tool.description"),
                null);
    }

    private static List<Message> input(Attributes attributes) {
        return MessageReader.messages(first(attributes, INPUT), "user");
    }

    private static List<Message> output(Attributes attributes) {
        return MessageReader.messages(first(attributes, OUTPUT), "assistant");
    }

    private static @Nullable String text(Attributes attributes, String[] keys) {
        String text = Json.raw(first(attributes, keys));
        return text.isEmpty() ? null : text;
    }

    private static JsonNode first(Attributes attributes, String[] keys) {
        for (String key : keys) {
            if (attributes.has(key)) {
                return Json.tree(attributes.get(key));
            }
        }
        return Json.tree(null);
    }

    private static @Nullable String agent(RawSpan span, String kind) {
        return kind.equals("agent") || kind.equals("agent.action") ? entity(span) : null;
    }

    /** The entity's name, else that of the span without the kind that a decorator puts after it. */
    private static String entity(RawSpan span) {
        String told = span.attributes().firstText(NAME_KEYS);
        if (told != null) {
            return told;
        }
        int dot = span.name().lastIndexOf('.');
        String plain = dot > 0 ? span.name().substring(0, dot) : span.name();
        return plain.isEmpty() ? "unknown" : plain;
    }
}
