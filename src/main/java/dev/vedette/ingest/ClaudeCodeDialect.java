package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claude Code's spans, which are sent beside its log records where tracing is switched on; the log records are read by
 * {@link ClaudeCodeEvents}. Both carry the ids of calls and answers, so that what they tell twice can be told apart.
 */
final class ClaudeCodeDialect implements Dialect {
    static final String NAME = "claude-code";

    private static final String SCOPE = "com.anthropic.claude_code";
    private static final String PREFIX = "claude_code.";
    private static final String PROVIDER = "anthropic";
    private static final String MCP_PREFIX = "mcp__";
    private static final String[] SAID_OF_INPUT = {
        "full_command", "bash_command", "file_path", "skill_name", "subagent_type"
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!span.scope().name().startsWith(SCOPE) && !span.name().startsWith(PREFIX)) {
            return null;
        }
        String type = span.attributes().text("span.type");
        Operation operation = operation(span, withoutPrefix(type == null ? span.name() : type));
        Usage usage = operation instanceof Operation.ModelCall ? usage(span.attributes()) : Usage.NONE;
        return SpanReading.of(operation, usage).by(Identity.of(NAME));
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        String service = log.resource().serviceName();
        String body = log.body() instanceof String text ? text : "";
        String event = log.event().isEmpty() ? body : log.event();
        boolean known = log.scope().name().startsWith(SCOPE)
                || event.startsWith(PREFIX)
                || body.startsWith(PREFIX)
                || service.equals("claude-code")
                || service.equals("claude-code-desktop");
        return known ? ClaudeCodeEvents.read(log, withoutPrefix(event)).by(Identity.of(NAME)) : null;
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading reading = ClaudeCodeMetrics.read(point);
        return reading == null ? null : reading.by(Identity.of(NAME));
    }

    private static Operation operation(RawSpan span, String type) {
        Attributes attributes = span.attributes();
        return switch (type) {
            case "interaction" -> new Operation.AgentRun(said(attributes, "user_prompt", "user"), List.of(), List.of());
            case "llm_request" -> modelCall(span);
            case "tool" -> tool(attributes, arguments(attributes), output(span), attributes.text("mcp_server.name"));
            // A log record tells the decision, and what it is on.
            case "tool.blocked_on_user", "tool.execution" ->
                new Operation.AgentRun(Extent.STEP, List.of(), List.of(), List.of());
            default -> new Operation.Other();
        };
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        List<Message> output = said(attributes, "response.model_output", "assistant");
        return new Operation.ModelCall(
                provider(attributes),
                attributes.firstText("model", GenAi.REQUEST_MODEL),
                null,
                said(attributes, "new_context", "user"),
                output,
                List.of(),
                FinishReasons.of(attributes, output),
                Elapsed.ofMillis(attributes, "ttft_ms"),
                request(attributes),
                response(attributes));
    }

    /** The provider where it is told; otherwise the one whose models it is made for. */
    static String provider(Attributes attributes) {
        String told = Providers.provider(attributes);
        return told == null ? PROVIDER : told;
    }

    static RequestParameters request(Attributes attributes) {
        String effort = attributes.text("effort");
        return effort == null
                ? RequestParameters.NONE
                : RequestReader.read(Attributes.of(Map.of(GenAi.REASONING_LEVEL, effort)));
    }

    static ResponseDetails response(Attributes attributes) {
        return new ResponseDetails(
                attributes.firstText(GenAi.RESPONSE_ID, "request_id"), attributes.text("speed"), null, null);
    }

    /** Its input tokens leave out what was read from and written to the cache, as Anthropic's own do. */
    static Usage usage(Attributes attributes) {
        Long read = UsageReader.tokens(attributes, "cache_read_tokens");
        Long written = UsageReader.tokens(attributes, "cache_creation_tokens");
        return new Usage(
                TokenCount.sum(UsageReader.tokens(attributes, "input_tokens"), read, written),
                UsageReader.tokens(attributes, "output_tokens"),
                read,
                written,
                null,
                cost(attributes),
                true);
    }

    private static @Nullable Double cost(Attributes attributes) {
        Double usd = UsageReader.cost(attributes, "cost_usd");
        Double micros = usd == null ? attributes.decimal("cost_usd_micros") : null;
        return micros == null || micros < 0 ? usd : Double.valueOf(micros / 1e6);
    }

    /** The call of a tool; MCP tools are called {@code mcp__server__tool}. */
    static Operation.ToolCall tool(
            Attributes attributes, @Nullable String arguments, @Nullable String result, @Nullable String server) {
        String name = attributes.firstText("tool_name", GenAi.TOOL_NAME);
        String known = server == null && name != null ? serverOf(name) : server;
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.firstText("tool_use_id", GenAi.TOOL_CALL_ID),
                known,
                arguments,
                result,
                null,
                null,
                known == null ? null : McpReader.of(known, attributes));
    }

    static Oversight.Decision decision(
            Attributes attributes, @Nullable String arguments, String verdict, String source) {
        String said = attributes.text(verdict);
        return new Oversight.Decision(
                attributes.text("tool_name"),
                attributes.firstText("tool_use_id", GenAi.TOOL_CALL_ID),
                Verdicts.of(said),
                said,
                attributes.text(source),
                arguments);
    }

    private static @Nullable String serverOf(String tool) {
        int end = tool.startsWith(MCP_PREFIX) ? tool.indexOf("__", MCP_PREFIX.length()) : -1;
        return end <= MCP_PREFIX.length() ? null : tool.substring(MCP_PREFIX.length(), end);
    }

    /** The whole input where it is told, else what is told of it. */
    private static @Nullable String arguments(Attributes attributes) {
        String whole = Json.text(attributes.get("tool_input"));
        return whole == null ? Json.textOf(attributes, SAID_OF_INPUT) : whole;
    }

    private static @Nullable String output(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (event.name().equals("tool.output")) {
                String told = event.attributes().firstText("output", "content", "diff");
                return Json.text(told);
            }
        }
        return null;
    }

    /** The content of one attribute as messages, none where it was held back. */
    static List<Message> said(Attributes attributes, String key, String role) {
        String text = Json.text(attributes.get(key));
        return text == null ? List.of() : List.of(Message.text(role, text));
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
