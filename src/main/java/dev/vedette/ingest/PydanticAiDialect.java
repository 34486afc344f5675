package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pydantic-AI, in all versions of its format: events in one attribute, its own names for agents and tools, then
 * OpenTelemetry's. Only the calls of models count; a run sums them up.
 */
final class PydanticAiDialect implements Dialect {
    static final String NAME = "pydantic-ai";

    private static final String SCOPE = "pydantic-ai";
    private static final String ALL_MESSAGES = "pydantic_ai.all_messages";
    private static final String ALL_EVENTS = "all_messages_events";
    private static final String EVENTS = "events";
    private static final String PARAMETERS = "model_request_parameters";
    private static final String ARGUMENTS = "tool_arguments";
    private static final String RESULT = "tool_response";
    private static final String MODEL = "model_name";
    private static final String AGENT = "agent_name";
    private static final String FINAL = "final_result";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!isPydantic(span)) {
            return null;
        }
        if (attributes.has(PARAMETERS) || attributes.has(EVENTS) || isOperation(attributes, "chat")) {
            return by(SpanReading.of(modelCall(span), UsageReader.read(attributes, true)));
        }
        if (attributes.has(ARGUMENTS) || attributes.has(RESULT) || attributes.has(GenAi.TOOL_NAME)) {
            return by(SpanReading.of(toolCall(span), Usage.NONE));
        }
        if (attributes.has(ALL_MESSAGES)
                || attributes.has(ALL_EVENTS)
                || attributes.has(AGENT)
                || isOperation(attributes, "invoke_agent")) {
            return by(SpanReading.of(run(attributes), UsageReader.read(attributes, false)));
        }
        if (span.name().startsWith("running ")) {
            return by(SpanReading.of(new Operation.AgentRun(Extent.STEP, List.of(), List.of(), List.of()), Usage.NONE));
        }
        SpanReading shared = OtelGenAiDialect.understood(span);
        return shared.operation() instanceof Operation.Other ? null : by(shared);
    }

    /** The scope's tokens come with their cost, which Logfire tells by the same name. */
    @Override
    public @Nullable PointReading read(MetricPoint point) {
        boolean cost = point.name().equals("operation.cost");
        if (!cost && !point.scope().name().equals(SCOPE)) {
            return null;
        }
        PointReading reading = cost ? OtelMetrics.about(point, PointReading.COST) : OtelMetrics.read(point);
        return reading == null ? null : reading.costToldApart().by(Identity.of(NAME));
    }

    private static SpanReading by(SpanReading reading) {
        return reading.by(FillIn.fill(reading.who(), Identity.of(NAME)));
    }

    private static boolean isPydantic(RawSpan span) {
        Attributes attributes = span.attributes();
        return span.scope().name().equals(SCOPE)
                || attributes.has(ALL_MESSAGES)
                || attributes.has(ALL_EVENTS)
                || attributes.has(PARAMETERS)
                || attributes.has(ARGUMENTS)
                || (attributes.has(AGENT) && attributes.has(MODEL));
    }

    private static boolean isOperation(Attributes attributes, String name) {
        return name.equals(attributes.text(GenAi.OPERATION));
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        JsonNode parameters = Json.tree(attributes.get(PARAMETERS));
        LogfireEvents events = LogfireEvents.read(Json.tree(attributes.get(EVENTS)));
        List<Message> input = OtelContent.input(span);
        List<Message> output = OtelContent.output(span);
        List<ToolDefinition> tools = OtelContent.tools(span);
        Operation.ModelCall call = ModelFields.call(
                span,
                input.isEmpty() ? events.input() : input,
                output.isEmpty() ? events.output() : output,
                tools.isEmpty() ? tools(parameters) : tools);
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        null,
                        attributes.text(MODEL),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        outputType(parameters),
                        ResponseDetails.NONE));
    }

    private static List<ToolDefinition> tools(JsonNode parameters) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (String field : new String[] {"function_tools", "native_tools", "builtin_tools", "output_tools"}) {
            parameters.path(field).forEach(all::add);
        }
        return ToolDefinitionReader.read(all);
    }

    /** An answer that is to have a schema is JSON, unless the model gives it as the arguments of a tool. */
    private static RequestParameters outputType(JsonNode parameters) {
        String mode = parameters.path("output_mode").asText("");
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        switch (mode) {
            case "text" -> asked.put("response_format", "text");
            case "native", "prompted" -> asked.put("response_format", "json");
            default -> {}
        }
        return RequestReader.read(asked);
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.text(GenAi.TOOL_NAME);
        String arguments = Json.text(attributes.get(ARGUMENTS));
        String result = Json.text(attributes.get(RESULT));
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.text(GenAi.TOOL_CALL_ID),
                null,
                arguments == null ? Json.text(attributes.get(GenAi.TOOL_ARGUMENTS)) : arguments,
                result == null ? Json.text(attributes.get(GenAi.TOOL_RESULT)) : result);
    }

    /** What was said last is the answer; what a run with structured output ends with is told beside the messages. */
    private static Operation run(Attributes attributes) {
        List<Message> all = new ArrayList<>(MessageReader.messages(Json.tree(attributes.get(ALL_MESSAGES)), "user"));
        if (all.isEmpty()) {
            LogfireEvents events = LogfireEvents.read(Json.tree(attributes.get(ALL_EVENTS)));
            all.addAll(events.input());
            all.addAll(events.output());
        }
        boolean answered = !all.isEmpty() && all.get(all.size() - 1).role().equals("assistant");
        List<Message> output = answered
                ? List.of(all.remove(all.size() - 1))
                : MessageReader.messages(Json.tree(attributes.get(FINAL)), "assistant");
        Object instructions = attributes.get(GenAi.SYSTEM_INSTRUCTIONS);
        List<Message> input = new ArrayList<>(MessageReader.partsOnly(Json.tree(instructions), "system"));
        input.addAll(all);
        return new Operation.AgentRun(Extent.AGENT, input, output, List.of());
    }
}
