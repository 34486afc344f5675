package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LiveKit's voice agents. A turn's {@code llm_node} wraps one {@code llm_request} for every attempt; only the request is
 * a call. Speech to text and text to speech are steps.
 */
final class LiveKitDialect implements Dialect {
    static final String NAME = "livekit";

    private static final String PREFIX = "lk.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!span.scope().name().startsWith("livekit") && !hasOwn(attributes)) {
            return null;
        }
        Identity who = Identity.of(NAME)
                .or(Identity.named(attributes.firstText("lk.agent_name", "lk.agent_label")))
                .inSession(attributes.firstText("lk.room_id", "lk.room_sid", "lk.room_name", "lk.job_id"), null);
        SpanReading reading = SpanReading.of(span, operation(span)).by(who);
        boolean failed = Boolean.TRUE.equals(attributes.flag("lk.function_tool.is_error"));
        return failed
                ? reading.ended(new Status(Status.Code.ERROR, span.status().message(), "tool_error"))
                : reading;
    }

    private static boolean hasOwn(Attributes attributes) {
        for (String key : attributes.keys()) {
            if (key.startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private static Operation operation(RawSpan span) {
        return switch (span.name()) {
            case "agent_session" -> run(span, Extent.AGENT);
            case "agent_turn", "user_turn", "llm_node", "tts_node", "llm_request_run", "llm_fallback_adapter" ->
                run(span, Extent.STEP);
            case "llm_request" -> modelCall(span);
            case "function_tool" -> toolCall(span.attributes());
            default -> new Operation.Other();
        };
    }

    private static Operation modelCall(RawSpan span) {
        Operation.ModelCall call = ModelFields.call(span, input(span), output(span), OtelContent.tools(span));
        Long first = Elapsed.ofSeconds(span.attributes(), "lk.response.ttft");
        Operation.ModelCall timed = new Operation.ModelCall(
                null, null, null, List.of(), List.of(), List.of(), List.of(), first, call.request(), call.response());
        return FillIn.fill(call, timed);
    }

    private static Operation run(RawSpan span, Extent extent) {
        return new Operation.AgentRun(
                extent,
                input(span),
                output(span),
                ToolDefinitionReader.read(Json.tree(span.attributes().get("lk.function_tools"))));
    }

    private static Operation toolCall(Attributes attributes) {
        String name = attributes.firstText("lk.function_tool.name", GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.firstText("lk.function_tool.id", GenAi.TOOL_CALL_ID),
                null,
                Json.text(attributes.get("lk.function_tool.arguments")),
                Json.text(attributes.get("lk.function_tool.output")));
    }

    private static List<Message> input(RawSpan span) {
        List<Message> told = OtelContent.input(span);
        if (!told.isEmpty()) {
            return told;
        }
        Attributes attributes = span.attributes();
        JsonNode context = Json.tree(attributes.get("lk.chat_ctx")).path("items");
        if (context.isArray() && !context.isEmpty()) {
            return MessageReader.messages(context, "user");
        }
        List<Message> messages =
                new ArrayList<>(MessageReader.partsOnly(Json.tree(attributes.get("lk.instructions")), "system"));
        for (String key : new String[] {"lk.user_input", "lk.user_transcript"}) {
            messages.addAll(MessageReader.partsOnly(Json.tree(attributes.get(key)), "user"));
        }
        return messages;
    }

    private static List<Message> output(RawSpan span) {
        List<Message> told = OtelContent.output(span);
        if (!told.isEmpty()) {
            return told;
        }
        List<Message.Part> parts = new ArrayList<>();
        String said = Json.text(span.attributes().get("lk.response.text"));
        if (said != null) {
            parts.add(new Message.Part.Text(said));
        }
        for (JsonNode call : Json.tree(span.attributes().get("lk.response.function_calls"))) {
            parts.add(PartReader.request(call));
        }
        return parts.isEmpty() ? List.of() : List.of(new Message("assistant", parts, null));
    }
}
