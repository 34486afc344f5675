package dev.vedette.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.cli.demo.Play.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on this machine that answers as an OpenAI-compatible model does, over real HTTP and in streams, and says what
 * the plays tell it to. It thinks of nothing by itself.
 */
final class SimulatedModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final int PIECE = 24;
    private static final int HIGHEST_LATENCY = 1_200;

    static {
        // Else the JDK's server waits 40 ms for an acknowledgement with every answer. Read once, when it is loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final FleetClock clock;
    private final Map<String, Play> plays = new ConcurrentHashMap<>();

    /** Serves on a free port of the loopback address. */
    SimulatedModel(FleetClock clock) throws IOException {
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "vedette-demo-model");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    /** Where it is, as an OpenAI client wants to be told. */
    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Learns a play. */
    void learn(Play play) {
        plays.put(play.task(), play);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            Line line = line(request.path("messages"));
            clock.pass(latency(request));
            if (line.status() != 200) {
                send(exchange, line.status(), "application/json", "{\"error\":{\"message\":\"simulated\"}}");
            } else if (request.path("stream").asBoolean()) {
                send(exchange, 200, "text/event-stream", streamed(request, line));
            } else {
                send(exchange, 200, "application/json", whole(request, line).toString());
            }
        }
    }

    /** The play goes by what the user asked last, and the line by how often the model has spoken since. */
    private Line line(JsonNode messages) {
        String task = "";
        int turn = 0;
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            if (role.equals("user")) {
                task = text(message.path("content"));
                turn = 0;
            } else if (role.equals("assistant")) {
                turn++;
            }
        }
        Play play = plays.get(task);
        return play == null ? Line.says("I have nothing to say to that.") : play.line(turn);
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    /** Long conversations take longer; what is simulated takes no time while the past is played. */
    private static Duration latency(JsonNode request) {
        int length = request.path("messages").toString().length();
        return Duration.ofMillis(120 + Math.min(HIGHEST_LATENCY, length / 8));
    }

    private static ObjectNode whole(JsonNode request, Line line) {
        ObjectNode body = envelope(request, "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", line.text());
        if (!line.tool().isEmpty()) {
            call(message.putArray("tool_calls"), line, body.path("id").asText());
        }
        choice.put("finish_reason", finish(line));
        body.set("usage", usage(request, line));
        return body;
    }

    private static String streamed(JsonNode request, Line line) {
        StringBuilder events = new StringBuilder();
        for (int at = 0; at < line.text().length(); at += PIECE) {
            String piece = line.text().substring(at, Math.min(line.text().length(), at + PIECE));
            ObjectNode chunk = envelope(request, "chat.completion.chunk");
            delta(chunk, "").put("role", "assistant").put("content", piece);
            event(events, chunk);
        }
        if (!line.tool().isEmpty()) {
            ObjectNode chunk = envelope(request, "chat.completion.chunk");
            call(delta(chunk, "").putArray("tool_calls"), line, chunk.path("id").asText());
            event(events, chunk);
        }
        ObjectNode last = envelope(request, "chat.completion.chunk");
        delta(last, finish(line));
        event(events, last);
        ObjectNode usage = envelope(request, "chat.completion.chunk");
        usage.putArray("choices");
        usage.set("usage", usage(request, line));
        event(events, usage);
        return events.append("data: [DONE]\n\n").toString();
    }

    private static ObjectNode delta(ObjectNode chunk, String finish) {
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (finish.isEmpty()) {
            choice.putNull("finish_reason");
        } else {
            choice.put("finish_reason", finish);
        }
        return delta;
    }

    private static void event(StringBuilder events, ObjectNode chunk) {
        events.append("data: ").append(chunk).append("\n\n");
    }

    private static ObjectNode envelope(JsonNode request, String object) {
        int seed = request.path("messages").toString().hashCode();
        return JSON.createObjectNode()
                .put("id", "chatcmpl-" + Integer.toHexString(seed))
                .put("object", object)
                .put("created", 1_790_000_000L)
                .put("model", request.path("model").asText());
    }

    private static void call(ArrayNode calls, Line line, String id) {
        ObjectNode call =
                calls.addObject().put("index", 0).put("id", "call_" + id).put("type", "function");
        call.putObject("function").put("name", line.tool()).put("arguments", line.arguments());
    }

    private static ObjectNode usage(JsonNode request, Line line) {
        int input = request.toString().length() / CHARACTERS_A_TOKEN + line.inputTokens();
        int output = 8 + (line.text().length() + line.arguments().length()) / CHARACTERS_A_TOKEN;
        return JSON.createObjectNode()
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", input + output);
    }

    private static String finish(Line line) {
        return line.tool().isEmpty() ? "stop" : "tool_calls";
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
