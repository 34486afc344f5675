package dev.vedette.interop;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Anthropic's messages, whole or as a stream of events. Of the stream's input tokens some are of the cache. */
final class StubMessages {
    private static final int CACHE_READ = 3;
    private static final int CACHE_WRITTEN = 2;

    private StubMessages() {}

    static String answer(JsonNode request) {
        StubTool tool = StubTool.wanted(request);
        String reason = tool != null ? "tool_use" : "end_turn";
        if (request.path("stream").asBoolean()) {
            return streamed(request, tool, reason);
        }
        String content = tool != null ? use(tool, tool.arguments()) : text(StubModel.ANSWER);
        return message(
                request,
                content,
                "\"" + reason + "\"",
                "{\"input_tokens\":%d,\"output_tokens\":%d}"
                        .formatted(StubModel.INPUT_TOKENS, StubModel.OUTPUT_TOKENS));
    }

    private static String streamed(JsonNode request, @Nullable StubTool tool, String reason) {
        String usage = """
                {"input_tokens":%d,"cache_read_input_tokens":%d,"cache_creation_input_tokens":%d,"output_tokens":1}""".formatted(StubModel.INPUT_TOKENS - CACHE_READ - CACHE_WRITTEN, CACHE_READ, CACHE_WRITTEN);
        String block = tool != null ? use(tool, "{}") : text("");
        String delta = tool != null
                ? "{\"type\":\"input_json_delta\",\"partial_json\":" + tool.quoted() + "}"
                : "{\"type\":\"text_delta\",\"text\":\"" + StubModel.ANSWER + "\"}";
        String end = "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":%d}"
                .formatted(reason, StubModel.OUTPUT_TOKENS);
        return event("message_start", ",\"message\":" + message(request, "", "null", usage))
                + event("content_block_start", ",\"index\":0,\"content_block\":" + block)
                + event("content_block_delta", ",\"index\":0,\"delta\":" + delta)
                + event("content_block_stop", ",\"index\":0")
                + event("message_delta", "," + end)
                + event("message_stop", "");
    }

    private static String message(JsonNode request, String content, String reason, String usage) {
        return ("{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"%s\",\"content\":[%s],"
                        + "\"stop_reason\":%s,\"stop_sequence\":null,\"usage\":%s}")
                .formatted(StubModel.model(request), content, reason, usage);
    }

    private static String use(StubTool tool, String input) {
        return "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"" + tool.name() + "\",\"input\":" + input + "}";
    }

    private static String text(String words) {
        return "{\"type\":\"text\",\"text\":\"" + words + "\"}";
    }

    private static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
    }
}
