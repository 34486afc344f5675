package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codex CLI. It tells what it does in log records; its spans are those of its source code, hundreds for each turn, of
 * which the turn is understood, and the answers and the runs of tools as steps. A request to the model and the end of its
 * answer are two records: the end has the model and the tokens and is the call, the request is one only where it failed.
 */
final class CodexDialect implements Dialect {
    static final String NAME = "codex-cli";

    private static final String PREFIX = "codex.";
    private static final String PROVIDER = "openai";
    private static final String TURN_TOKENS = "codex.turn.token_usage.";
    private static final String DURATION = "duration_ms";
    private static final Set<String> SCOPES =
            Set.of("codex_exec", "codex_cli_rs", "codex_tui", "codex_vscode", "codex_app_server", "codex_mcp_server");
    private static final Operation STEP = new Operation.AgentRun(Extent.STEP, List.of(), List.of(), List.of());
    private static final int MOST_SERVERS = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!SCOPES.contains(span.scope().name()) && !isCodexs(span)) {
            return null;
        }
        Attributes attributes = span.attributes();
        Identity who = Identity.of(NAME).inSession(null, attributes.text("turn_id"));
        return switch (span.name()) {
            case "session_task.turn" -> run(Extent.AGENT, turnUsage(attributes)).by(who);
            case "codex.exec" -> run(Extent.WORKFLOW, Usage.NONE).by(who);
            default -> SpanReading.of(operation(span), usage(attributes)).by(who);
        };
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        String event = log.event();
        if (!event.startsWith(PREFIX)) {
            return log.scope().name().startsWith("codex_otel") ? LogReading.NOTHING : null;
        }
        return event(log.attributes(), event.substring(PREFIX.length())).by(Identity.of(NAME));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading reading = CodexMetrics.read(point);
        return reading == null ? null : reading.by(Identity.of(NAME));
    }

    /** Whoever starts Codex names its spans' scope. */
    private static boolean isCodexs(RawSpan span) {
        return span.scope().name().startsWith("codex")
                || span.resource().serviceName().startsWith("codex_")
                || span.attributes().has(TURN_TOKENS + "input_tokens");
    }

    private static SpanReading run(Extent extent, Usage usage) {
        return SpanReading.of(new Operation.AgentRun(extent, List.of(), List.of(), List.of()), usage);
    }

    private static Operation operation(RawSpan span) {
        Attributes attributes = span.attributes();
        // Neither tells which model answered, nor what the tool was given: the log records do, and are the calls.
        if (span.name().equals("handle_responses") && attributes.has(GenAi.INPUT_TOKENS)) {
            return STEP;
        }
        String tool = attributes.text("tool_name");
        // Other spans of the same call say more about the program than about the tool.
        boolean runs = tool != null && (span.name().equals(tool) || attributes.has("codex.tool.phase"));
        return runs && attributes.has("call_id") ? STEP : new Operation.Other();
    }

    /** The tokens of an answer are the log record's. */
    private static Usage usage(Attributes attributes) {
        return attributes.has(GenAi.INPUT_TOKENS)
                ? withReasoning(UsageReader.read(attributes, false), attributes, "codex.usage.reasoning_output_tokens")
                : Usage.NONE;
    }

    private static Usage withReasoning(Usage usage, Attributes attributes, String key) {
        return new Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                UsageReader.tokens(attributes, key),
                usage.costUsd(),
                usage.own());
    }

    /** The sum of all answers of the turn. */
    private static Usage turnUsage(Attributes attributes) {
        return new Usage(
                UsageReader.tokens(attributes, TURN_TOKENS + "input_tokens"),
                UsageReader.tokens(attributes, TURN_TOKENS + "output_tokens"),
                UsageReader.tokens(attributes, TURN_TOKENS + "cached_input_tokens"),
                UsageReader.tokens(attributes, TURN_TOKENS + "cache_write_input_tokens"),
                UsageReader.tokens(attributes, TURN_TOKENS + "reasoning_output_tokens"),
                null,
                false);
    }

    private static LogReading event(Attributes attributes, String event) {
        return switch (event) {
            case "conversation_starts" -> LogReading.of(policy(attributes), Usage.NONE);
            case "user_prompt" -> LogReading.of(prompt(attributes), Usage.NONE);
            case "api_request", "websocket_request" -> request(attributes);
            case "sse_event" -> streamed(attributes);
            case "tool_decision" -> LogReading.of(decision(attributes), Usage.NONE);
            case "tool_result" ->
                LogReading.of(tool(attributes), Usage.NONE).ended(null, Elapsed.ofMillis(attributes, DURATION));
            default -> LogReading.NOTHING;
        };
    }

    private static LogReading request(Attributes attributes) {
        Long code = attributes.number("http.response.status_code");
        boolean failed = attributes.has("error.message")
                || Boolean.FALSE.equals(attributes.flag("success"))
                || (code != null && code >= 400);
        Operation operation = failed ? call(attributes, null) : STEP;
        return LogReading.of(operation, Usage.NONE)
                .ended(failed ? error(attributes, code) : null, Elapsed.ofMillis(attributes, DURATION));
    }

    private static Status error(Attributes attributes, @Nullable Long code) {
        String message = attributes.text("error.message");
        return new Status(Status.Code.ERROR, message == null ? "" : message, code == null ? "" : code.toString());
    }

    /** Of the many events of a streamed answer, the end with its tokens is the call, and so is a failure. */
    private static LogReading streamed(Attributes attributes) {
        String kind = attributes.text("event.kind");
        if ("response.completed".equals(kind) && attributes.has("input_token_count")) {
            return LogReading.of(call(attributes, Elapsed.ofMillis(attributes, "ttft_ms")), logUsage(attributes));
        }
        boolean failed = "response.failed".equals(kind) || attributes.has("error.message");
        return failed
                ? LogReading.of(call(attributes, null), Usage.NONE).ended(error(attributes, null), null)
                : LogReading.NOTHING;
    }

    private static Usage logUsage(Attributes attributes) {
        return new Usage(
                UsageReader.tokens(attributes, "input_token_count"),
                UsageReader.tokens(attributes, "output_token_count"),
                UsageReader.tokens(attributes, "cached_token_count"),
                UsageReader.tokens(attributes, "cache_write_token_count"),
                UsageReader.tokens(attributes, "reasoning_token_count"),
                null,
                true);
    }

    private static Operation call(Attributes attributes, @Nullable Long timeToFirstToken) {
        String effort = attributes.text("reasoning_effort");
        RequestParameters request = effort == null || effort.equals("default")
                ? RequestParameters.NONE
                : RequestReader.read(Attributes.of(Map.of(GenAi.REASONING_LEVEL, effort)));
        return new Operation.ModelCall(
                PROVIDER,
                attributes.firstText("model", "slug"),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                timeToFirstToken,
                request,
                ResponseDetails.NONE);
    }

    private static Operation prompt(Attributes attributes) {
        String text = Json.text(attributes.get("prompt"));
        return new Operation.UserPrompt(
                text == null ? List.of() : List.of(Message.text("user", text)),
                attributes.number("prompt_length"),
                null);
    }

    private static Operation decision(Attributes attributes) {
        String said = attributes.text("decision");
        String by = attributes.text("source");
        return new Oversight.Decision(
                attributes.text("tool_name"),
                attributes.text("call_id"),
                Verdicts.of(said),
                said,
                by == null ? null : by.toLowerCase(Locale.ROOT),
                Json.text(attributes.get("arguments")));
    }

    private static Operation tool(Attributes attributes) {
        String name = attributes.text("tool_name");
        String server = attributes.text("mcp_server");
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.text("call_id"),
                server,
                Json.text(attributes.get("arguments")),
                Json.text(attributes.get("output")),
                null,
                null,
                server == null ? null : McpReader.of(server, attributes));
    }

    private static Operation policy(Attributes attributes) {
        return new Oversight.Policy(
                attributes.text("approval_policy"),
                null,
                attributes.text("sandbox_policy"),
                null,
                names(attributes.text("mcp_servers")));
    }

    /** The names of a text that lists them with commas. */
    static List<String> names(@Nullable String listed) {
        List<String> names = new ArrayList<>();
        int from = 0;
        while (listed != null && from <= listed.length() && names.size() < MOST_SERVERS) {
            int comma = listed.indexOf(',', from);
            int end = comma < 0 ? listed.length() : comma;
            String name = listed.substring(from, end).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
            from = end + 1;
        }
        return names;
    }
}
