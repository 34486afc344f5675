package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gemini CLI. It tells every call of a model in a span and in a log record; only the log record has all tokens, thoughts
 * and cache included, so the numbers of the span are not its own. Messages are Gemini's or the program's own objects.
 */
final class GeminiCliDialect implements Dialect {
    static final String NAME = "gemini-cli";

    static final String PREFIX = "gemini_cli.";
    private static final String DURATION = "duration_ms";
    private static final String ASSISTANT = "assistant";
    private static final String DECISION = "decision";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!span.scope().name().equals(NAME)) {
            return null;
        }
        Attributes attributes = span.attributes();
        Operation operation = operation(span);
        Usage usage = operation instanceof Operation.ModelCall ? UsageReader.read(attributes, false) : Usage.NONE;
        Identity who = Identity.of(NAME).inSession(null, turn(attributes));
        return SpanReading.of(operation, usage).by(who);
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        String event = log.event();
        if (event.startsWith(PREFIX)) {
            return event(log.attributes(), event.substring(PREFIX.length())).by(Identity.of(NAME));
        }
        if (!log.scope().name().equals(NAME)) {
            return null;
        }
        return LogReading.messages(OtelContent.input(log.attributes()), OtelContent.output(log.attributes()))
                .by(Identity.of(NAME));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading reading = GeminiCliMetrics.read(point);
        return reading == null ? null : reading.by(Identity.of(NAME));
    }

    /** The prompt's id, which spans of tools carry in what they were given only. */
    private static @Nullable String turn(Attributes attributes) {
        String prompt = attributes.text("gen_ai.prompt.name");
        return prompt == null ? Json.first(Json.tree(attributes.get(GenAi.INPUT_MESSAGES)), "prompt_id") : prompt;
    }

    private static Operation operation(RawSpan span) {
        Attributes attributes = span.attributes();
        String operation = attributes.text(GenAi.OPERATION);
        return switch (operation == null ? span.name() : operation) {
            case "llm_call" -> modelCall(span);
            case "tool_call" -> toolSpan(attributes);
            case "schedule_tool_calls" -> new Operation.AgentRun(Extent.STEP, List.of(), List.of(), List.of());
            case "agent_call" ->
                new Operation.AgentRun(OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span));
            case "user_prompt" -> new Operation.UserPrompt(OtelContent.input(span), null, null);
            default -> new Operation.Other();
        };
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        List<Message> output = OtelContent.output(span);
        return new Operation.ModelCall(
                provider(attributes),
                ModelFields.requestModel(attributes),
                attributes.text(GenAi.RESPONSE_MODEL),
                OtelContent.input(span),
                output,
                OtelContent.tools(span),
                FinishReasons.of(attributes, output),
                null,
                RequestReader.read(attributes),
                ModelFields.response(attributes));
    }

    /** The program wraps what the model asked for and what the tool answered into objects of its own. */
    private static Operation toolSpan(Attributes attributes) {
        JsonNode request = Json.tree(attributes.get(GenAi.INPUT_MESSAGES));
        JsonNode response = Json.tree(attributes.get(GenAi.OUTPUT_MESSAGES)).path("response");
        String name = attributes.text(GenAi.TOOL_NAME);
        String named = name == null ? Json.first(request, "name") : name;
        String id = attributes.firstText("gen_ai.tool.call_id", GenAi.TOOL_CALL_ID);
        return new Operation.ToolCall(
                named == null ? "unknown" : named,
                id == null ? Json.first(request, "callId") : id,
                null,
                Json.first(request, "args"),
                result(response),
                attributes.text(GenAi.TOOL_TYPE),
                attributes.text(GenAi.TOOL_DESCRIPTION),
                McpReader.read(attributes));
    }

    private static @Nullable String result(JsonNode response) {
        JsonNode parts = response.path("responseParts");
        JsonNode answer = parts.path(0).path("functionResponse").path("response");
        return answer.isMissingNode() ? Json.first(response, "resultDisplay", "error") : Json.raw(answer);
    }

    private static LogReading event(Attributes attributes, String event) {
        return switch (event) {
            case "config" -> LogReading.of(policy(attributes), Usage.NONE);
            case "user_prompt" -> LogReading.of(prompt(attributes), Usage.NONE);
            // The answer is told with its request's model and tokens: it is the call.
            case "api_request" -> LogReading.messages(said(attributes, "request_text", "user"), List.of());
            case "api_response" ->
                LogReading.of(call(attributes), usage(attributes)).ended(null, Elapsed.ofMillis(attributes, DURATION));
            case "api_error" ->
                LogReading.of(call(attributes), Usage.NONE)
                        .ended(error(attributes), Elapsed.ofMillis(attributes, DURATION));
            case "tool_call" -> tool(attributes);
            case "approval_mode_switch" ->
                LogReading.of(
                        new Oversight.Policy(
                                attributes.text("to_mode"), attributes.text("from_mode"), null, null, List.of()),
                        Usage.NONE);
            default -> LogReading.NOTHING;
        };
    }

    private static Operation policy(Attributes attributes) {
        Boolean sandboxed = attributes.flag("sandbox_enabled");
        return new Oversight.Policy(
                attributes.text("approval_mode"),
                null,
                sandboxed == null ? attributes.text("sandbox_enabled") : sandboxed ? "enabled" : "none",
                null,
                CodexDialect.names(attributes.text("mcp_servers")));
    }

    private static Operation prompt(Attributes attributes) {
        return new Operation.UserPrompt(said(attributes, "prompt", "user"), attributes.number("prompt_length"), null);
    }

    private static Operation call(Attributes attributes) {
        List<Message> output = answered(Json.tree(attributes.get("response_text")));
        return new Operation.ModelCall(
                provider(attributes),
                attributes.firstText("model", "model_name"),
                null,
                List.of(),
                output,
                List.of(),
                FinishReasons.of(attributes, output),
                null,
                RequestParameters.NONE,
                ResponseDetails.NONE);
    }

    /** Its output tokens leave out thoughts. */
    private static Usage usage(Attributes attributes) {
        Long thoughts = UsageReader.tokens(attributes, "thoughts_token_count");
        return new Usage(
                UsageReader.tokens(attributes, "input_token_count"),
                TokenCount.sum(UsageReader.tokens(attributes, "output_token_count"), thoughts),
                UsageReader.tokens(attributes, "cached_content_token_count"),
                null,
                thoughts,
                null,
                true);
    }

    private static Status error(Attributes attributes) {
        String message = attributes.firstText("error", "error_message", "error.message");
        String type = attributes.firstText("error_type", "error.type", "status_code");
        return new Status(Status.Code.ERROR, message == null ? "" : message, type == null ? "" : type);
    }

    /** A call that was refused did not run: it is a decision. */
    private static LogReading tool(Attributes attributes) {
        String said = attributes.text(DECISION);
        String name = attributes.text("function_name");
        String arguments = Json.text(attributes.get("function_args"));
        if (Verdicts.of(said) == Verdict.DENY) {
            return LogReading.of(
                    new Oversight.Decision(name, attributes.text("call_id"), Verdict.DENY, said, "user", arguments),
                    Usage.NONE);
        }
        String server = attributes.text("mcp_server_name");
        Operation call = new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.text("call_id"),
                server,
                arguments,
                null,
                attributes.text("tool_type"),
                null,
                server == null ? null : McpReader.of(server, attributes));
        return LogReading.of(call, Usage.NONE).ended(null, Elapsed.ofMillis(attributes, DURATION));
    }

    private static List<Message> said(Attributes attributes, String key, String role) {
        JsonNode tree = Json.tree(attributes.get(key));
        return MessageReader.messages(tree.has("contents") ? tree.path("contents") : tree, role);
    }

    /** An answer that came in pieces is told as the list of them; it is one message, whose words go on. */
    private static List<Message> answered(JsonNode answer) {
        List<Part> parts = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        String role = ASSISTANT;
        for (JsonNode piece : answer.isArray() ? answer : List.of(answer)) {
            JsonNode content = piece.path("candidates").path(0).path("content");
            for (Message message : MessageReader.messages(content, ASSISTANT)) {
                role = message.role();
                message.parts().forEach(part -> append(part, words, parts));
            }
        }
        finish(words, parts);
        return parts.isEmpty() ? MessageReader.messages(answer, ASSISTANT) : List.of(new Message(role, parts, null));
    }

    private static void append(Part part, StringBuilder words, List<Part> parts) {
        if (part instanceof Part.Text text) {
            words.append(text.text());
        } else {
            finish(words, parts);
            parts.add(part);
        }
    }

    private static void finish(StringBuilder words, List<Part> parts) {
        if (!words.isEmpty()) {
            parts.add(new Part.Text(words.toString()));
            words.setLength(0);
        }
    }

    static String provider(Attributes attributes) {
        String told = Providers.provider(attributes);
        boolean vertex = "vertex-ai".equals(attributes.text("auth_type"));
        return told != null ? told : vertex ? "gcp.vertex_ai" : "gcp.gemini";
    }
}
