package dev.vedette.ingest;

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
            case "llm_request" -> ModelFields.call(span, input(span), output(span), OtelContent.tools(span));
            case "function_tool" -> toolCall(span.attributes());
            default -> new Operation.Other();
        };
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
        List<Message> messages =
                new ArrayList<>(MessageReader.partsOnly(Json.tree(attributes.get("lk.instructions")), "system"));
        for (String key : new String[] {"lk.user_input", "lk.user_transcript"}) {
            messages.addAll(MessageReader.partsOnly(Json.tree(attributes.get(key)), "user"));
        }
        return messages;
    }

    private static List<Message> output(RawSpan span) {
        List<Message> told = OtelContent.output(span);
        return told.isEmpty()
                ? MessageReader.partsOnly(Json.tree(span.attributes().get("lk.response.text")), "assistant")
                : told;
    }
}
