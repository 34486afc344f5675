package dev.vedette.agent.model;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What a {@link ModelServer} does with one request. */
@FunctionalInterface
public interface ScriptedReply {
    /**
     * Replies. An {@link IOException} drops the connection.
     *
     * @param closing opens when the server is closed; whoever stalls waits for it
     */
    void send(SeenRequest request, HttpExchange exchange, CountDownLatch closing) throws IOException;

    /** How a reply that is not whole ends. */
    enum End {
        /** Nothing more comes. */
        STALLS,
        /** The connection breaks. */
        BREAKS,
        /** The body ends as if it were whole. */
        CLOSES
    }

    /** A whole answer. */
    static ScriptedReply whole(ScriptedAnswer answer) {
        return (request, exchange, closing) -> {
            ModelApi api = ModelApi.at(request.path());
            if (request.streamed()) {
                stream(exchange, api.events(answer));
            } else {
                json(exchange, 200, api.body(answer).toString());
            }
            exchange.close();
        };
    }

    /** The first events of an answer, or half of its body if it is not streamed, and such an end. */
    static ScriptedReply partial(ScriptedAnswer answer, int events, End end) {
        return (request, exchange, closing) -> {
            ModelApi api = ModelApi.at(request.path());
            if (request.streamed()) {
                stream(exchange, api.events(answer).subList(0, events));
            } else {
                half(exchange, api.body(answer).toString(), end);
            }
            finish(exchange, end, closing);
        };
    }

    /** These words in place of an answer, as an event if a stream is wanted. */
    static ScriptedReply raw(String data) {
        return (request, exchange, closing) -> {
            if (request.streamed()) {
                stream(exchange, List.of("data: " + data + "\n\n", "data: [DONE]\n\n"));
            } else {
                json(exchange, 200, data);
            }
            exchange.close();
        };
    }

    /** An error whose body quotes all that it was sent, as careless providers do. */
    static ScriptedReply failure(int status, @Nullable String retryAfter) {
        return (request, exchange, closing) -> {
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            String said = "no: " + request.header("authorization") + " " + exchange.getRequestURI();
            json(exchange, status, "{\"error\":{\"message\":\"" + said + "\",\"type\":\"x\",\"code\":\"y\"}}");
            exchange.close();
        };
    }

    /** Not even the head of an answer. */
    static ScriptedReply silence() {
        return (request, exchange, closing) -> finish(exchange, End.STALLS, closing);
    }

    private static void half(HttpExchange exchange, String body, End end) throws IOException {
        String half = body.substring(0, body.length() / 2);
        if (end == End.CLOSES) {
            json(exchange, 200, half);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length());
        exchange.getResponseBody().write(half.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void finish(HttpExchange exchange, End end, CountDownLatch closing) throws IOException {
        if (end == End.CLOSES) {
            exchange.close();
            return;
        }
        try {
            if (end == End.STALLS) {
                closing.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the connection breaks");
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String event : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
