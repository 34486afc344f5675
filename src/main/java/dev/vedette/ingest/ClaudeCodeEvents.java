package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claude Code's log records, in which it tells all that it does. A call that was refused has a decision and no result;
 * what was answered is a record beside the one of the model's call.
 */
final class ClaudeCodeEvents {
    private ClaudeCodeEvents() {}

    /** What the event of that name, without the product's prefix, says. */
    static LogReading read(RawLog log, String event) {
        Attributes attributes = log.attributes();
        return switch (event) {
            case "user_prompt" -> LogReading.of(prompt(attributes), Usage.NONE);
            case "assistant_response" ->
                LogReading.messages(List.of(), ClaudeCodeDialect.said(attributes, "response", "assistant"));
            case "api_request" ->
                LogReading.of(call(attributes, List.of()), ClaudeCodeDialect.usage(attributes))
                        .ended(null, Elapsed.ofMillis(attributes, "duration_ms"));
            case "api_error" -> failed(attributes, List.of("error"));
            case "api_refusal" -> failed(attributes, List.of("content_filter"));
            // Each failed attempt was told by itself.
            case "api_retries_exhausted" -> LogReading.NOTHING.ended(error(attributes), null);
            case "api_request_body" -> LogReading.messages(asked(attributes), List.of());
            case "api_response_body" -> LogReading.messages(List.of(), answered(attributes));
            case "tool_decision" ->
                LogReading.of(
                        ClaudeCodeDialect.decision(attributes, parameters(attributes), "decision", "source"),
                        Usage.NONE);
            case "tool_result" ->
                LogReading.of(tool(attributes), Usage.NONE).ended(null, Elapsed.ofMillis(attributes, "duration_ms"));
            case "permission_mode_changed" -> LogReading.of(policy(attributes), Usage.NONE);
            case "mcp_server_connection" -> connection(attributes);
            default -> LogReading.NOTHING;
        };
    }

    private static Operation prompt(Attributes attributes) {
        return new Operation.UserPrompt(
                ClaudeCodeDialect.said(attributes, "prompt", "user"),
                attributes.number("prompt_length"),
                attributes.text("command_name"));
    }

    private static Operation call(Attributes attributes, List<String> finishReasons) {
        return new Operation.ModelCall(
                ClaudeCodeDialect.provider(attributes),
                attributes.text("model"),
                null,
                List.of(),
                List.of(),
                List.of(),
                finishReasons,
                Elapsed.ofMillis(attributes, "ttft_ms"),
                ClaudeCodeDialect.request(attributes),
                ClaudeCodeDialect.response(attributes));
    }

    private static LogReading failed(Attributes attributes, List<String> finishReasons) {
        return LogReading.of(call(attributes, finishReasons), Usage.NONE)
                .ended(error(attributes), Elapsed.ofMillis(attributes, "duration_ms"));
    }

    private static Status error(Attributes attributes) {
        String message = attributes.firstText("error", "error_message");
        String type = attributes.firstText("error_type", "status_code");
        return new Status(Status.Code.ERROR, message == null ? "" : message, type == null ? "" : type);
    }

    private static Operation tool(Attributes attributes) {
        JsonNode parameters = Json.tree(attributes.get("tool_parameters"));
        String whole = Json.text(attributes.get("tool_input"));
        return ClaudeCodeDialect.tool(
                attributes,
                whole == null ? parameters(attributes) : whole,
                null,
                Json.first(parameters, "mcp_server_name"));
    }

    private static @Nullable String parameters(Attributes attributes) {
        return Json.text(attributes.get("tool_parameters"));
    }

    private static Operation policy(Attributes attributes) {
        return new Oversight.Policy(
                attributes.text("to_mode"), attributes.text("from_mode"), null, attributes.text("trigger"), List.of());
    }

    private static LogReading connection(Attributes attributes) {
        McpExchange mcp = new McpExchange(
                null,
                attributes.firstText("server_name", "mcp_server.name"),
                null,
                null,
                attributes.text("transport_type"),
                null);
        Status status = "failed".equals(attributes.text("status")) ? error(attributes) : null;
        return LogReading.of(new Operation.McpRequest(mcp), Usage.NONE)
                .ended(status, Elapsed.ofMillis(attributes, "duration_ms"));
    }

    /** The request as the provider got it. */
    private static List<Message> asked(Attributes attributes) {
        return MessageReader.messages(Json.tree(attributes.get("body")), "user");
    }

    /** The answer as the provider gave it. */
    private static List<Message> answered(Attributes attributes) {
        return MessageReader.messages(Json.tree(attributes.get("body")), "assistant");
    }
}
