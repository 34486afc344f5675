package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own GenAI and MCP conventions, old and new. Log records of these conventions belong to a span that
 * tells the operation; only evaluations are told by them alone.
 */
final class OtelGenAiDialect implements Dialect {
    static final String NAME = "otel-genai";
    /** What the conventions begin the names of spans with. */
    private static final Set<String> VERBS = Set.of(
            "chat",
            "generate_content",
            "text_completion",
            "embeddings",
            "execute_tool",
            "create_agent",
            "invoke_workflow");

    private static final String[] SOURCE = {
        GenAi.DATA_SOURCE_ID, "aws.bedrock.knowledge_base.id", GenAi.MCP_RESOURCE_URI
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        return isGenAi(attributes) || hasMessageEvents(span) || judgement(span) != null ? understood(span) : null;
    }

    /** Structured content lies in the record's attributes, or in its body under the same names. */
    @Override
    public @Nullable LogReading read(RawLog log) {
        String event = log.event();
        if (MessageEvents.isMessage(event)) {
            List<Message> messages = MessageEvents.read(event, log.body(), log.attributes());
            return MessageEvents.isOutput(event)
                    ? LogReading.messages(List.of(), messages)
                    : LogReading.messages(messages, List.of());
        }
        if (event.equals(GenAi.EVALUATION_EVENT)) {
            return LogReading.of(evaluation(log.attributes()), Usage.NONE);
        }
        if (!event.startsWith(GenAi.PREFIX) && !isGenAi(log.attributes())) {
            return null;
        }
        Attributes content = OtelContent.ofLog(log);
        return LogReading.messages(OtelContent.input(content), OtelContent.output(content));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        return OtelMetrics.read(point);
    }

    /** The span as these conventions see it, whichever dialect asks. */
    static SpanReading understood(RawSpan span) {
        Operation operation = operation(span, operationName(span));
        boolean own = !(operation instanceof Operation.AgentRun);
        Usage usage = operation instanceof Operation.Other ? Usage.NONE : UsageReader.read(span.attributes(), own);
        return SpanReading.of(operation, usage).by(Identity.named(agent(span, operation)));
    }

    private static Operation operation(RawSpan span, String name) {
        Attributes attributes = span.attributes();
        return switch (name) {
            case "chat",
                    "generate_content",
                    "text_completion",
                    "completion",
                    "fetch_response",
                    "response",
                    "llm_call",
                    "call_llm" ->
                ModelFields.call(span, OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span));
            case "embeddings", "embedding" -> embedding(span);
            case "execute_tool", "tool_call", McpExchange.TOOLS_CALL -> toolCall(span);
            case "invoke_agent", "create_agent", "agent_call" -> run(span, Extent.AGENT);
            case "invoke_workflow" -> run(span, Extent.WORKFLOW);
            case "agent_step", "framework", "chain" -> run(span, Extent.STEP);
            case "plan" -> run(span, Extent.PLAN);
            case "retrieval", "rerank", GenAi.MCP_RESOURCE_READ -> retrieval(attributes, name.equals("rerank"));
            case "run_guardrail" -> guardrail(attributes);
            default -> name.contains("_memory") ? memory(attributes, name) : unnamed(span, name);
        };
    }

    /** The operation of a name that is not known, by what its other attributes can only belong to. */
    private static Operation unnamed(RawSpan span, String name) {
        Attributes attributes = span.attributes();
        if (attributes.has(GenAi.MCP_METHOD)) {
            McpExchange mcp = McpReader.read(attributes);
            return mcp == null ? new Operation.Other() : new Operation.McpRequest(mcp);
        }
        Attributes judged = judgement(span);
        if (judged != null) {
            return evaluation(judged);
        }
        String told = toldByAttributes(span);
        return told.isEmpty() || told.equals(name) ? new Operation.Other() : operation(span, told);
    }

    /** The attributes that tell of an evaluation: those of the span or those of an event of it. */
    private static @Nullable Attributes judgement(RawSpan span) {
        if (span.attributes().has(GenAi.EVALUATION_NAME)) {
            return span.attributes();
        }
        for (SpanEvent event : span.events()) {
            if (event.name().equals(GenAi.EVALUATION_EVENT)) {
                return event.attributes();
            }
        }
        return null;
    }

    private static Operation run(RawSpan span, Extent extent) {
        return new Operation.AgentRun(
                extent, OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span));
    }

    /** The operation's name as sent, else the MCP method, else what the other attributes can only belong to. */
    private static String operationName(RawSpan span) {
        Attributes attributes = span.attributes();
        String sent = attributes.firstText(GenAi.OPERATION, GenAi.MCP_METHOD);
        return sent == null ? toldByAttributes(span) : sent.toLowerCase(Locale.ROOT);
    }

    private static String toldByAttributes(RawSpan span) {
        Attributes attributes = span.attributes();
        if (attributes.has(GenAi.TOOL_NAME)) {
            return "execute_tool";
        }
        if (span.name().startsWith("invoke_agent")) {
            return "invoke_agent";
        }
        boolean model = attributes.has(GenAi.REQUEST_MODEL)
                || attributes.has(GenAi.RESPONSE_MODEL)
                || attributes.has(GenAi.INPUT_MESSAGES)
                || attributes.has(GenAi.PROMPT)
                || hasMessageEvents(span);
        if (model) {
            return span.name().startsWith("embedding") ? "embeddings" : "chat";
        }
        int space = span.name().indexOf(' ');
        String verb = space < 0 ? "" : span.name().substring(0, space);
        return VERBS.contains(verb) ? verb : "";
    }

    private static Operation embedding(RawSpan span) {
        Attributes attributes = span.attributes();
        return new Operation.Embedding(
                Providers.provider(attributes),
                ModelFields.eitherModel(attributes),
                OtelContent.texts(OtelContent.input(span)),
                attributes.number(GenAi.EMBEDDING_DIMENSIONS));
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String arguments = Json.text(attributes.get(GenAi.TOOL_ARGUMENTS));
        String result = Json.text(attributes.get(GenAi.TOOL_RESULT));
        String name = attributes.text(GenAi.TOOL_NAME);
        McpExchange mcp = McpReader.read(attributes);
        return new Operation.ToolCall(
                name == null ? nameAfterVerb(span.name()) : name,
                attributes.firstText(GenAi.TOOL_CALL_ID, "gen_ai.tool.call_id", "gen_ai.tool_call.id"),
                mcp == null ? null : mcp.server(),
                arguments == null ? MessageEvents.textOf(span, GenAi.TOOL_MESSAGE_EVENT, "content") : arguments,
                result == null ? MessageEvents.textOf(span, GenAi.CHOICE_EVENT, "message", "content") : result,
                attributes.text(GenAi.TOOL_TYPE),
                attributes.text(GenAi.TOOL_DESCRIPTION),
                mcp);
    }

    /** {@code get_weather} of the span {@code execute_tool get_weather}. */
    private static String nameAfterVerb(String spanName) {
        int space = spanName.indexOf(' ');
        String rest = space < 0 ? spanName : spanName.substring(space + 1).trim();
        return rest.isEmpty() ? "unknown" : rest;
    }

    private static Operation retrieval(Attributes attributes, boolean ranks) {
        String model = ranks ? ModelFields.eitherModel(attributes) : null;
        return new Operation.Retrieval(
                model == null ? attributes.firstText(SOURCE) : model,
                attributes.text(GenAi.RETRIEVAL_QUERY),
                DocumentReader.read(Json.tree(attributes.get(GenAi.RETRIEVAL_DOCUMENTS))),
                UsageReader.tokens(attributes, GenAi.RETRIEVAL_TOP_K, GenAi.TOP_K),
                McpReader.read(attributes));
    }

    private static Operation memory(Attributes attributes, String action) {
        List<Document> records = DocumentReader.read(Json.tree(attributes.get(GenAi.MEMORY_RECORDS)));
        String only = attributes.text("gen_ai.memory.record.id");
        return new Operation.Memory(
                action,
                attributes.text(GenAi.MEMORY_STORE_ID),
                attributes.text(GenAi.MEMORY_QUERY),
                records.isEmpty() && only != null ? List.of(new Document(only, null, "")) : records);
    }

    private static Operation guardrail(Attributes attributes) {
        return new Oversight.Guardrail(
                attributes.firstText("gen_ai.guardrail.name", GenAi.GUARDRAIL_TARGET),
                Verdicts.of(attributes.text(GenAi.GUARDRAIL_VERDICT)),
                attributes.text(GenAi.GUARDRAIL_REASON));
    }

    private static Operation evaluation(Attributes attributes) {
        return new Oversight.Evaluation(
                attributes.text(GenAi.EVALUATION_NAME),
                attributes.decimal(GenAi.EVALUATION_SCORE),
                attributes.text(GenAi.EVALUATION_LABEL),
                Json.text(attributes.get(GenAi.EVALUATION_EXPLANATION)),
                attributes.text(GenAi.RESPONSE_ID));
    }

    private static @Nullable String agent(RawSpan span, Operation operation) {
        if (!(operation instanceof Operation.AgentRun)) {
            return null;
        }
        String workflow = span.attributes().text(GenAi.WORKFLOW_NAME);
        boolean named = span.name().startsWith("invoke_agent ")
                || span.name().startsWith("create_agent ")
                || span.name().startsWith("invoke_workflow ");
        return workflow == null && named ? nameAfterVerb(span.name()) : workflow;
    }

    private static boolean hasMessageEvents(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (MessageEvents.isMessage(event.name()) || event.name().equals(GenAi.OPERATION_DETAILS_EVENT)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGenAi(Attributes attributes) {
        for (String key : attributes.keys()) {
            if (key.startsWith(GenAi.PREFIX) || key.equals(GenAi.MCP_METHOD)) {
                return true;
            }
        }
        return false;
    }
}
