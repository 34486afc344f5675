package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own GenAI and MCP conventions, old and new. Content is taken from the first place that has some: the
 * span's structured attributes, an event with the operation's details, the deprecated events of single messages, the
 * deprecated attributes.
 */
final class OtelGenAiDialect implements Dialect {
    static final String NAME = "otel-genai";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        return isGenAi(attributes) || hasMessageEvents(span) ? understood(span) : null;
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        String sent = log.attributes().text(GenAi.EVENT_NAME);
        String event = sent == null ? log.eventName() : sent;
        if (MessageEvents.isMessage(event)) {
            List<Message> messages = MessageEvents.read(event, log.body(), log.attributes());
            return MessageEvents.isOutput(event)
                    ? new LogReading(List.of(), messages)
                    : new LogReading(messages, List.of());
        }
        if (!event.startsWith(GenAi.PREFIX) && !isGenAi(log.attributes())) {
            return null;
        }
        return new LogReading(structuredInput(log.attributes()), structured(log.attributes(), GenAi.OUTPUT_MESSAGES));
    }

    /** The span as these conventions see it, whichever dialect asks. */
    static SpanReading understood(RawSpan span) {
        Attributes attributes = span.attributes();
        Operation operation = operation(span, operationName(span));
        boolean own = !(operation instanceof Operation.AgentRun);
        Usage usage = operation instanceof Operation.Other ? Usage.NONE : UsageReader.read(attributes, own);
        return new SpanReading(operation, usage, agent(span, operation));
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
                    "call_llm" -> ModelFields.call(span, input(span), output(span), tools(span));
            case "embeddings", "embedding" ->
                new Operation.Embedding(ModelFields.provider(attributes), ModelFields.eitherModel(attributes));
            case "execute_tool", "tool_call", GenAi.MCP_TOOL_CALL -> toolCall(span);
            case "invoke_agent",
                    "create_agent",
                    "invoke_workflow",
                    "plan",
                    "agent_step",
                    "agent_call",
                    "framework",
                    "chain" -> new Operation.AgentRun(input(span), output(span), tools(span));
            case "retrieval", "rerank", "search_memory", GenAi.MCP_RESOURCE_READ -> retrieval(attributes);
            default -> new Operation.Other();
        };
    }

    /** The operation's name as sent, else the MCP method, else what the other attributes can only belong to. */
    private static String operationName(RawSpan span) {
        Attributes attributes = span.attributes();
        String sent = attributes.firstText(GenAi.OPERATION, GenAi.MCP_METHOD);
        if (sent != null) {
            return sent.toLowerCase(Locale.ROOT);
        }
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
        return !model ? "" : span.name().startsWith("embedding") ? "embeddings" : "chat";
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String arguments = Json.text(attributes.get(GenAi.TOOL_ARGUMENTS));
        String result = Json.text(attributes.get(GenAi.TOOL_RESULT));
        String name = attributes.text(GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? nameAfterVerb(span.name()) : name,
                attributes.firstText(GenAi.TOOL_CALL_ID, "gen_ai.tool.call_id", "gen_ai.tool_call.id"),
                attributes.firstText("mcp.server.name", attributes.has(GenAi.MCP_METHOD) ? GenAi.SERVER_ADDRESS : ""),
                arguments == null ? MessageEvents.textOf(span, GenAi.TOOL_MESSAGE_EVENT, "content") : arguments,
                result == null ? MessageEvents.textOf(span, GenAi.CHOICE_EVENT, "message", "content") : result);
    }

    /** {@code get_weather} of the span {@code execute_tool get_weather}. */
    private static String nameAfterVerb(String spanName) {
        int space = spanName.indexOf(' ');
        String rest = space < 0 ? spanName : spanName.substring(space + 1).trim();
        return rest.isEmpty() ? "unknown" : rest;
    }

    private static Operation retrieval(Attributes attributes) {
        Object found = attributes.get(GenAi.RETRIEVAL_DOCUMENTS);
        return new Operation.Retrieval(
                attributes.firstText(GenAi.DATA_SOURCE_ID, GenAi.MEMORY_STORE_ID, GenAi.MCP_RESOURCE_URI),
                attributes.firstText(GenAi.RETRIEVAL_QUERY, GenAi.MEMORY_QUERY),
                DocumentReader.read(Json.tree(found == null ? attributes.get(GenAi.MEMORY_RECORDS) : found)));
    }

    private static @Nullable String agent(RawSpan span, Operation operation) {
        if (!(operation instanceof Operation.AgentRun)) {
            return null;
        }
        String workflow = span.attributes().text(GenAi.WORKFLOW_NAME);
        boolean named = span.name().startsWith("invoke_agent ") || span.name().startsWith("create_agent ");
        return workflow == null && named ? nameAfterVerb(span.name()) : workflow;
    }

    static List<Message> input(RawSpan span) {
        List<Message> messages = structuredInput(span.attributes());
        if (messages.isEmpty()) {
            messages = structuredInput(details(span));
        }
        if (messages.isEmpty()) {
            messages = MessageEvents.of(span, false);
        }
        return messages.isEmpty()
                ? MessageReader.messages(Json.tree(span.attributes().get(GenAi.PROMPT)), "user")
                : messages;
    }

    static List<Message> output(RawSpan span) {
        List<Message> messages = structured(span.attributes(), GenAi.OUTPUT_MESSAGES);
        if (messages.isEmpty()) {
            messages = structured(details(span), GenAi.OUTPUT_MESSAGES);
        }
        if (messages.isEmpty()) {
            messages = MessageEvents.of(span, true);
        }
        return messages.isEmpty()
                ? MessageReader.messages(Json.tree(span.attributes().get(GenAi.COMPLETION)), "assistant")
                : messages;
    }

    static List<ToolDefinition> tools(RawSpan span) {
        Object own = span.attributes().get(GenAi.TOOL_DEFINITIONS);
        Object declared = own == null ? details(span).get(GenAi.TOOL_DEFINITIONS) : own;
        return declared == null ? List.of() : ToolDefinitionReader.read(Json.tree(declared));
    }

    private static List<Message> structuredInput(Attributes attributes) {
        Object instructions = attributes.get(GenAi.SYSTEM_INSTRUCTIONS);
        List<Message> messages = MessageReader.messages(Json.tree(attributes.get(GenAi.INPUT_MESSAGES)), "user");
        if (instructions == null) {
            return messages;
        }
        List<Message> all = new ArrayList<>(MessageReader.partsOnly(Json.tree(instructions), "system"));
        all.addAll(messages);
        return all;
    }

    private static List<Message> structured(Attributes attributes, String key) {
        return MessageReader.messages(Json.tree(attributes.get(key)), "assistant");
    }

    private static Attributes details(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (event.name().equals(GenAi.OPERATION_DETAILS_EVENT)) {
                return event.attributes();
            }
        }
        return Attributes.empty();
    }

    private static boolean hasMessageEvents(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (event.name().startsWith(GenAi.PREFIX)) {
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
