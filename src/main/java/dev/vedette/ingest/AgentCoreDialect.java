package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock AgentCore. Its services tell what they did in spans of their own, and AWS's distribution of
 * OpenTelemetry takes the content out of an agent's spans and sends it in log records under the same span id.
 */
final class AgentCoreDialect implements Dialect {
    static final String NAME = "aws-agentcore";

    private static final String PREFIX = "aws.bedrock.agentcore.";
    private static final String MEMORY = "aws.bedrock.agentcore.memory.arn";
    private static final String[] MEMORY_IDS = {"gen_ai.memory.id", MEMORY};
    private static final String MESSAGES = "\"messages\"";
    private static final String[] OPERATION = {"aws.operation.name", "rpc.method"};
    private static final Map<String, String> MEMORY_ACTIONS = Map.ofEntries(
            Map.entry("createevent", "create_memory"),
            Map.entry("getevent", "search_memory"),
            Map.entry("listevents", "search_memory"),
            Map.entry("deleteevent", "delete_memory"),
            Map.entry("retrievememoryrecords", "search_memory"),
            Map.entry("getmemoryrecord", "search_memory"),
            Map.entry("listmemoryrecords", "search_memory"),
            Map.entry("deletememoryrecord", "delete_memory"),
            Map.entry("creatememory", "create_memory_store"),
            Map.entry("deletememory", "delete_memory_store"));
    private static final Map<String, String> TOOLS = Map.of(
            "aws.bedrock.agentcore.code_interpreter.arn", "code_interpreter",
            "aws.bedrock.agentcore.browser.arn", "browser");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!isAgentCores(span.attributes())) {
            return null;
        }
        Operation operation = span.attributes().has(GenAi.OPERATION) ? null : operation(span);
        return operation == null ? null : SpanReading.of(span, operation).by(Identity.of(NAME));
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        if (!mayHoldMessages(log.body())) {
            return null;
        }
        JsonNode body = Json.tree(log.body());
        List<Message> input = messages(body.path("input"), "user");
        List<Message> output = messages(body.path("output"), "assistant");
        if (input.isEmpty() && output.isEmpty()) {
            return null;
        }
        LogReading reading = LogReading.messages(input, output);
        boolean strands =
                log.event().startsWith("strands.") || log.scope().name().startsWith("strands.");
        return strands ? reading.by(Identity.of(StrandsDialect.NAME)) : reading;
    }

    /** Spares every other log record the making of a tree. */
    private static boolean mayHoldMessages(@Nullable Object body) {
        if (body instanceof String text) {
            return text.startsWith("{") && text.contains(MESSAGES);
        }
        return body instanceof Map<?, ?> map && (map.containsKey("input") || map.containsKey("output"));
    }

    private static boolean isAgentCores(Attributes attributes) {
        if (attributes.has("gen_ai.runtime.id")) {
            return true;
        }
        for (String key : attributes.keys()) {
            if (key.startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Operation operation(RawSpan span) {
        Attributes attributes = span.attributes();
        String sent = attributes.firstText(OPERATION);
        String action = (sent == null ? span.name() : sent).toLowerCase(Locale.ROOT);
        if (MEMORY_ACTIONS.containsKey(action)) {
            return new Operation.Memory(
                    MEMORY_ACTIONS.getOrDefault(action, action),
                    attributes.firstText(MEMORY_IDS),
                    attributes.text(GenAi.MEMORY_QUERY),
                    List.of());
        }
        if (action.equals("invokeagentruntime")) {
            return new Operation.AgentRun(Extent.AGENT, List.of(), List.of(), List.of());
        }
        String tool = attributes.firstText(GenAi.TOOL_NAME, "tool.name");
        for (Map.Entry<String, String> known : TOOLS.entrySet()) {
            tool = tool == null && attributes.has(known.getKey()) ? known.getValue() : tool;
        }
        return tool == null ? null : new Operation.ToolCall(tool, null, gateway(attributes), null, null);
    }

    private static @Nullable String gateway(Attributes attributes) {
        return attributes.firstText("gen_ai.gateway.id", "aws.bedrock.agentcore.gateway.arn");
    }

    /**
     * The messages of one direction. The content of each is a text, parts, or once more what an event of the span held:
     * {@code {"content": …}} or {@code {"message": …, "finish_reason": …}}.
     */
    private static List<Message> messages(JsonNode direction, String role) {
        JsonNode list = direction.path("messages");
        List<Message> messages = new ArrayList<>();
        if (list.isArray()) {
            for (JsonNode item : list) {
                messages.addAll(unwrapped(item, role));
            }
        }
        return messages;
    }

    private static List<Message> unwrapped(JsonNode item, String role) {
        JsonNode content = item.path("content");
        JsonNode said = content.has("message") ? content.path("message") : content.path("content");
        if (said.isMissingNode()) {
            return List.of(MessageReader.message(item, role));
        }
        String named = Json.first(item, "role");
        String spoken = named == null || named.isEmpty() ? role : named;
        String finish = Json.first(content, "finish_reason");
        List<Message> messages = new ArrayList<>();
        for (Message each : MessageReader.messages(said.isTextual() ? Json.tree(said.textValue()) : said, spoken)) {
            messages.add(finish == null ? each : new Message(each.role(), each.parts(), FinishReasons.word(finish)));
        }
        return messages;
    }
}
