package dev.vedette.agent.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.agent.model.ScriptedReply.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model on loopback that follows a script, by Chat Completions and by the Responses API, streamed or not as it is
 * asked. Every line of the script is for one request; after the last, whatever {@link #otherwise} says, or status 500.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start()) {
 *     server.callsTool("lookup", "{\"id\":1}").answers("It is done.");
 *     … OpenAi.at(server.baseUrl(), () -> "key").chat("m") …
 *     assertThat(server.requests().get(1).body().at("/messages/0/role").asText()).isEqualTo("system");
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {
    /** Long enough to be cut anywhere. */
    private static final ScriptedAnswer LONG = ScriptedAnswer.text("one two three four five six seven eight nine ten");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<ScriptedReply> script = new ConcurrentLinkedQueue<>();
    private final Deque<SeenRequest> requests = new ConcurrentLinkedDeque<>();
    private volatile Function<SeenRequest, ScriptedReply> otherwise = request -> ScriptedReply.failure(500, null);

    private ModelServer(HttpServer http) {
        this.http = http;
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    /** A server on a free port of loopback. */
    public static ModelServer start() {
        try {
            return new ModelServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client must be given. */
    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    /** All requests so far, oldest first. */
    public List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    /** The last request. */
    public SeenRequest lastRequest() {
        return requests.getLast();
    }

    /** Next, this reply. */
    public ModelServer replies(ScriptedReply reply) {
        script.add(reply);
        return this;
    }

    /** After the script, a reply that depends on the request; asked on several threads. */
    public ModelServer otherwise(Function<SeenRequest, ScriptedReply> reply) {
        otherwise = reply;
        return this;
    }

    /** Next, this answer. */
    public ModelServer answers(ScriptedAnswer answer) {
        return replies(ScriptedReply.whole(answer));
    }

    /** Next, these words. */
    public ModelServer answers(String text) {
        return answers(ScriptedAnswer.text(text));
    }

    /** Next, a request for a tool. */
    public ModelServer callsTool(String name, String arguments) {
        return callsTools(new ToolRequest("call_" + name, name, arguments));
    }

    /** Next, requests for tools in one answer. */
    public ModelServer callsTools(ToolRequest... calls) {
        return answers(ScriptedAnswer.calls(List.of(calls)));
    }

    /** Next, two requests for this tool with one id. */
    public ModelServer duplicateCallIds(String name, String first, String second) {
        return callsTools(new ToolRequest("call_1", name, first), new ToolRequest("call_1", name, second));
    }

    /** Next, a refusal in these words. */
    public ModelServer refuses(String words) {
        return answers(new ScriptedAnswer("", words, List.of(), "stop"));
    }

    /** Next, an answer that ran out of room. */
    public ModelServer runsOutOfRoom(String text) {
        return answers(ScriptedAnswer.text(text).ending("length"));
    }

    /** Next, an error that quotes the request. */
    public ModelServer fails(int status) {
        return replies(ScriptedReply.failure(status, null));
    }

    /** Next, an error that asks to wait. */
    public ModelServer fails(int status, String retryAfter) {
        return replies(ScriptedReply.failure(status, retryAfter));
    }

    /** Next, so many events (or half a body), and then nothing. */
    public ModelServer stallsAfter(int events) {
        return replies(ScriptedReply.partial(LONG, events, End.STALLS));
    }

    /** Next, so many events (or half a body), and then the connection breaks. */
    public ModelServer cutsAfter(int events) {
        return replies(ScriptedReply.partial(LONG, events, End.BREAKS));
    }

    /** Next, so many events (or half a body), and then an end as if it were whole. */
    public ModelServer endsAfter(int events) {
        return replies(ScriptedReply.partial(LONG, events, End.CLOSES));
    }

    /** Next, not even the head of an answer. */
    public ModelServer saysNothing() {
        return replies(ScriptedReply.silence());
    }

    /** Next, what is no JSON. */
    public ModelServer malformed() {
        return replies(ScriptedReply.raw("{\"choices\": [ {,"));
    }

    /** Next, JSON that is no answer. */
    public ModelServer answersBesideThePoint() {
        return replies(ScriptedReply.raw("{\"id\":\"x\",\"type\":\"response.completed\",\"response\":{\"id\":\"x\"}}"));
    }

    /** Next, an answer of so many characters in words of a hundred. */
    public ModelServer huge(int characters) {
        return answers(("x".repeat(99) + " ").repeat(characters / 100));
    }

    /** Next, one event (or body) of so many bytes that never gets to its end. */
    public ModelServer hugeEvent(int bytes) {
        return replies(ScriptedReply.raw("{\"id\":\"" + "x".repeat(bytes)));
    }

    /** Next, a small event (or body) of so many bytes that would be a lot of objects. */
    public ModelServer crowded(int bytes) {
        return replies(ScriptedReply.raw("{\"id\":[" + "[],".repeat(bytes / 3) + "1],\"choices\":[]}"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        SeenRequest seen = new SeenRequest(
                exchange.getRequestURI().getPath(), headers(exchange), JSON.readTree(exchange.getRequestBody()));
        requests.add(seen);
        ScriptedReply next = script.poll();
        (next == null ? otherwise.apply(seen) : next).send(seen, exchange, closing);
    }

    private static Map<String, List<String>> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> new ArrayList<>(header.getValue())));
    }

    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
