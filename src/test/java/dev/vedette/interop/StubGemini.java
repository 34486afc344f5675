package dev.vedette.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** Google's generateContent, whole or as a stream of one event. Of its tokens some are thoughts and of the cache. */
final class StubGemini {
    static final String PATH = "/v1beta/models/";

    private static final int THOUGHTS = 2;
    private static final int CACHED = 3;

    private StubGemini() {}

    /** The model that the path names. */
    static StubModel.Model of(URI address) {
        String asked = address.getPath().substring(PATH.length());
        int colon = asked.indexOf(':');
        String prefix = asked.contains(":stream") ? "data: " : "";
        return request -> prefix + answer(asked.substring(0, colon), request) + "\n\n";
    }

    private static String answer(String model, JsonNode request) {
        StubTool tool = StubTool.wanted(request);
        String part = tool != null
                ? "{\"functionCall\":{\"name\":\"" + tool.name() + "\",\"args\":" + tool.arguments() + "}}"
                : "{\"text\":\"" + StubModel.ANSWER + "\"}";
        return """
                {"candidates":[{"content":{"role":"model","parts":[%s]},"finishReason":"STOP","index":0}],"usageMetadata":\
                {"promptTokenCount":%d,"candidatesTokenCount":%d,"thoughtsTokenCount":%d,"cachedContentTokenCount":%d,\
                "totalTokenCount":%d},"modelVersion":"%s","responseId":"response-1"}""".formatted(
                        part,
                        StubModel.INPUT_TOKENS,
                        StubModel.OUTPUT_TOKENS - THOUGHTS,
                        THOUGHTS,
                        CACHED,
                        StubModel.INPUT_TOKENS + StubModel.OUTPUT_TOKENS,
                        model);
    }
}
