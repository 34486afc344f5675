package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of the OpenAI Agents SDK as Logfire writes them. The kind of a span shows in its name, which is the template
 * of a message, and the data of the SDK's span lie in attributes without a prefix.
 */
final class OpenAiAgentsReader {
    private static final String FRAMEWORK = "openai-agents";
    private static final String SCOPE = "logfire.openai_agents";

    /** The SDK's name for a workflow that was given none. */
    private static final String NO_NAME = "Agent workflow";

    private OpenAiAgentsReader() {}

    /** The span, or null when it is none of that SDK. */
    static @Nullable SpanReading read(RawSpan span) {
        Operation operation = operation(span, span.name());
        if (operation == null) {
            return null;
        }
        boolean counts = operation instanceof Operation.ModelCall;
        Usage usage = counts || operation instanceof Operation.AgentRun
                ? UsageObject.read(Json.tree(span.attributes().get("usage")), counts)
                : Usage.NONE;
        return SpanReading.of(operation, usage).by(who(span, operation));
    }

    private static Identity who(RawSpan span, Operation operation) {
        Attributes attributes = span.attributes();
        String name = span.name();
        boolean named = operation instanceof Operation.AgentRun
                && (name.startsWith("Agent run") || name.startsWith("OpenAI Agents trace"));
        String agent = named ? text(attributes, "name") : null;
        return Identity.named(NO_NAME.equals(agent) ? null : agent)
                .inSession(text(attributes, "group_id"), null)
                .or(Identity.of(FRAMEWORK));
    }

    private static @Nullable Operation operation(RawSpan span, String name) {
        Attributes attributes = span.attributes();
        boolean own = span.scope().name().equals(SCOPE);
        if (name.startsWith("OpenAI Agents trace")) {
            return run(attributes, Extent.WORKFLOW);
        }
        if (name.startsWith("Agent run") && (attributes.has("handoffs") || own)) {
            return run(attributes, Extent.AGENT);
        }
        if (name.startsWith("Function: ") && (own || attributes.has("mcp_data"))) {
            return toolCall(attributes);
        }
        if (attributes.has("from_agent") || attributes.has("to_agent")) {
            return new Operation.Handoff(text(attributes, "from_agent"), text(attributes, "to_agent"));
        }
        if (attributes.has("triggered") && name.startsWith("Guardrail")) {
            return new Oversight.Guardrail(
                    text(attributes, "name"), GuardrailOutcome.triggered(attributes.flag("triggered")), null);
        }
        if (name.startsWith("MCP: list tools")) {
            return new Operation.McpRequest(
                    new McpExchange("tools/list", text(attributes, "server"), null, null, null, null));
        }
        return call(span, name, own);
    }

    private static @Nullable Operation call(RawSpan span, String name, boolean own) {
        Attributes attributes = span.attributes();
        if (name.startsWith("Responses API") && (own || attributes.has("raw_input") || attributes.has("response_id"))) {
            LogfireEvents events =
                    LogfireEvents.read(Json.tree(attributes.get("events")), Json.tree(attributes.get("raw_input")));
            return modelCall(span, events.input(), events.output());
        }
        if (name.startsWith("Chat completion with")) {
            return modelCall(
                    span,
                    MessageReader.messages(Json.tree(attributes.get("input")), "user"),
                    MessageReader.messages(Json.tree(attributes.get("output")), "assistant"));
        }
        if (name.startsWith("Speech → Text") || name.startsWith("Text → Speech with") || name.equals("Text → Speech")) {
            return modelCall(
                    span,
                    spoken(Json.tree(attributes.get("input")), "user"),
                    spoken(Json.tree(attributes.get("output")), "assistant"));
        }
        return own || attributes.has("sdk_span_type") ? run(attributes, Extent.STEP) : null;
    }

    private static Operation run(Attributes attributes, Extent extent) {
        return new Operation.AgentRun(
                extent,
                MessageReader.messages(Json.tree(attributes.get("input")), "user"),
                MessageReader.messages(Json.tree(attributes.get("output")), "assistant"),
                ToolDefinitionReader.read(Json.tree(attributes.get("tools"))));
    }

    private static Operation toolCall(Attributes attributes) {
        String name = text(attributes, "name");
        String server = Json.first(Json.tree(attributes.get("mcp_data")), "server");
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                null,
                server,
                Json.text(attributes.get("input")),
                Json.text(attributes.get("output")),
                null,
                null,
                server == null ? null : new McpExchange(McpExchange.TOOLS_CALL, server, null, null, null, null));
    }

    private static Operation modelCall(RawSpan span, List<Message> input, List<Message> output) {
        Attributes attributes = span.attributes();
        JsonNode request = Json.tree(attributes.get("request_data"));
        String id = text(attributes, "response_id");
        Operation.ModelCall call =
                ModelFields.call(span, input, output, ToolDefinitionReader.read(request.path("tools")));
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        FillIn.fill(
                                RequestReader.read(request),
                                RequestReader.read(Json.tree(attributes.get("model_config")))),
                        new ResponseDetails(id, null, null, null)));
    }

    /** Sound is described by its format, what was said is text. */
    private static List<Message> spoken(JsonNode said, String role) {
        if (said.path("format").isTextual()) {
            String format = said.path("format").textValue();
            return List.of(new Message(role, List.of(new Part.Media("audio/" + format, "inline")), null));
        }
        return MessageReader.messages(said, role);
    }

    /** Logfire writes what is not there as JSON. */
    private static @Nullable String text(Attributes attributes, String key) {
        String text = attributes.text(key);
        return "null".equals(text) ? null : text;
    }
}
