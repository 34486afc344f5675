package dev.vedette.interop;

import com.fasterxml.jackson.databind.JsonNode;

/** OpenAI's responses, whole or as a stream of events. */
final class StubResponses {
    private StubResponses() {}

    static String answer(JsonNode request) {
        StubTool tool = StubTool.wanted(request);
        String item =
                tool != null ? """
                  {"type":"function_call","id":"fc_1","call_id":"call_1","name":"%s","arguments":%s,"status":"completed"}\
                  """.strip().formatted(tool.name(), tool.quoted()) : """
                  {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text",\
                  "text":"%s","annotations":[]}]}""".formatted(StubModel.ANSWER);
        String whole = response(request, item);
        return request.path("stream").asBoolean() ? streamed(item, whole) : whole;
    }

    private static String response(JsonNode request, String item) {
        return """
                {"id":"resp_1","object":"response","created_at":1750000000,"status":"completed","model":"%s","output":[%s],\
                "parallel_tool_calls":true,"tool_choice":"auto","tools":[],"usage":{"input_tokens":%d,"output_tokens":%d,\
                "total_tokens":%d,"input_tokens_details":{"cached_tokens":3},"output_tokens_details":{"reasoning_tokens":2}}}\
                """.formatted(
                        StubModel.model(request),
                        item,
                        StubModel.INPUT_TOKENS,
                        StubModel.OUTPUT_TOKENS,
                        StubModel.INPUT_TOKENS + StubModel.OUTPUT_TOKENS);
    }

    private static String streamed(String item, String whole) {
        String output = "\"output_index\":0,\"item\":" + item;
        return event("response.created", "\"response\":{\"id\":\"resp_1\"}")
                + event("response.output_item.added", output)
                + event("response.output_item.done", output)
                + event("response.completed", "\"response\":" + whole);
    }

    private static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + rest + "}\n\n";
    }
}
