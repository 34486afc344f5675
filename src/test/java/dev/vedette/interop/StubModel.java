package dev.vedette.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that speaks the protocols of OpenAI (chat completions, responses, embeddings), Anthropic (messages) and
 * Google (generateContent). It asks for a tool if it is offered one and has no result yet, and otherwise says that the
 * order has shipped.
 */
final class StubModel implements AutoCloseable {
    /** What the model says in the end. */
    static final String ANSWER = "Order 4711 has shipped.";

    static final int INPUT_TOKENS = 21;
    static final int OUTPUT_TOKENS = 7;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    StubModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, StubModel::chat));
        server.createContext("/v1/responses", exchange -> answer(exchange, StubResponses::answer));
        server.createContext("/v1/embeddings", exchange -> answer(exchange, StubModel::embeddings));
        server.createContext("/v1/messages", exchange -> answer(exchange, StubMessages::answer));
        server.createContext(StubGemini.PATH, exchange -> answer(exchange, StubGemini.of(exchange.getRequestURI())));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    /** The address without a path. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, Model model) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String answer = model.answer(request);
            boolean stream = answer.startsWith("data:") || answer.startsWith("event:");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("request-id", "req_" + requests.incrementAndGet());
            exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String chat(JsonNode request) {
        if (request.path("stream").asBoolean()) {
            return streamed(request);
        }
        StubTool tool = StubTool.wanted(request);
        String message = tool != null
                ? """
                  {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
                   "function":{"name":"%s","arguments":%s}}]}""".formatted(tool.name(), tool.quoted())
                : "{\"role\":\"assistant\",\"content\":\"" + ANSWER + "\"}";
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1750000000,"model":"%s","choices":[{"index":0,
                 "message":%s,"finish_reason":"%s"}],%s}""".formatted(model(request), message, tool != null ? "tool_calls" : "stop", chatUsage());
    }

    private static String streamed(JsonNode request) {
        StringBuilder events = new StringBuilder();
        for (String word : ANSWER.split(" ", -1)) {
            events.append("data: ")
                    .append(chunk(request, "{\"role\":\"assistant\",\"content\":\"" + word + " \"}", ""));
        }
        events.append("data: ").append(chunk(request, "{}", "stop"));
        events.append(
                        "data: {\"id\":\"chatcmpl-2\",\"object\":\"chat.completion.chunk\",\"created\":1750000000,\"model\":\"")
                .append(model(request))
                .append("\",\"choices\":[],")
                .append(chatUsage())
                .append("}\n\n");
        return events.append("data: [DONE]\n\n").toString();
    }

    private static String chunk(JsonNode request, String delta, String finish) {
        String reason = finish.isEmpty() ? "null" : "\"" + finish + "\"";
        return ("{\"id\":\"chatcmpl-2\",\"object\":\"chat.completion.chunk\",\"created\":1750000000,\"model\":\"%s\","
                        + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n")
                .formatted(model(request), delta, reason);
    }

    private static String embeddings(JsonNode request) {
        return """
                {"object":"list","model":"%s","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],
                 "usage":{"prompt_tokens":%d,"total_tokens":%d}}""".formatted(model(request), INPUT_TOKENS, INPUT_TOKENS);
    }

    private static String chatUsage() {
        return "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(INPUT_TOKENS, OUTPUT_TOKENS, INPUT_TOKENS + OUTPUT_TOKENS);
    }

    static String model(JsonNode request) {
        return request.path("model").asText();
    }

    /** One of the protocols. */
    interface Model {
        String answer(JsonNode request);
    }
}
