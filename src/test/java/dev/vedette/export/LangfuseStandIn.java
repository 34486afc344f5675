package dev.vedette.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes and refuses what Langfuse's OTLP endpoint takes and refuses, and remembers what it took. The rules
 * are those of Langfuse 4.16 and its documentation: one path, HTTP POST, Basic authorisation, protobuf or JSON, gzip or
 * nothing, ingestion version 4 at the most, and a batch with one malformed id refused as a whole.
 */
public final class LangfuseStandIn implements AutoCloseable {
    /** Where traces are posted. */
    public static final String PATH = "/api/public/otel/v1/traces";

    private static final String PUBLIC_KEY = "pk-lf-" + "interop";
    private static final String SECRET_KEY = "sk-lf-" + "interop";
    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;
    private static final long NEWEST_VERSION = 4;

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private volatile String forbiddenName = "";

    /** Listens on any free port of this machine. */
    public LangfuseStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    /** The address that its users know it by. */
    public URI host() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The value of the header {@code Authorization} that it wants. */
    public static String authorization() {
        String pair = PUBLIC_KEY + ":" + SECRET_KEY;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Spans of this name are taken for malformed from now on: what is sent to it has passed a check of ids already. */
    public void refuseBatchesWith(String name) {
        forbiddenName = name;
    }

    /** All spans that it took. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** How many spans each batch had that it took. */
    public List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** The ingestion version that came with each batch that it took; empty for none. */
    public List<String> versions() {
        return List.copyOf(versions);
    }

    /** Why it refused requests. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Refusal refusal = refusal(exchange, body);
            if (refusal != null) {
                refusals.add(refusal.why());
            }
            byte[] answer = refusal == null
                    ? "{}".getBytes(StandardCharsets.UTF_8)
                    : ("{\"message\":\"" + refusal.why() + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(refusal == null ? 200 : refusal.status(), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private @Nullable Refusal refusal(HttpExchange exchange, byte[] body) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return new Refusal(404, "Not Found");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Refusal(405, "Method not allowed");
        }
        if (!authorization().equals(header(exchange, "Authorization"))) {
            return new Refusal(401, "Invalid credentials. Confirm that you've configured the correct host.");
        }
        String version = header(exchange, "x-langfuse-ingestion-version");
        if (!version.isEmpty() && !isSupported(version)) {
            return new Refusal(400, "Unsupported ingestion version");
        }
        String type = header(exchange, "Content-Type");
        if (!type.contains("application/x-protobuf") && !type.contains("application/json")) {
            return new Refusal(400, "Invalid content type");
        }
        return take(inflated(exchange, body), type.contains("json"), version);
    }

    private @Nullable Refusal take(byte[] body, boolean json, String version) {
        List<Taken> spans;
        try {
            spans = spans(body, json);
        } catch (IOException malformed) {
            return new Refusal(400, "Failed to parse OTel trace");
        }
        for (Taken span : spans) {
            if (span.traceId().length() != TRACE_ID || span.spanId().length() != SPAN_ID) {
                return new Refusal(400, "Invalid trace or span id");
            }
            if (span.name().equals(forbiddenName)) {
                return new Refusal(400, "Invalid span");
            }
        }
        taken.addAll(spans);
        batches.add(spans.size());
        versions.add(version);
        return null;
    }

    private static List<Taken> spans(byte[] body, boolean json) throws IOException {
        List<Taken> spans = new ArrayList<>();
        if (json) {
            JsonNode request = new ObjectMapper().readTree(body);
            request.path("resourceSpans")
                    .forEach(resource -> resource.path("scopeSpans")
                            .forEach(scope -> scope.path("spans").forEach(span -> spans.add(Taken.of(span)))));
            return spans;
        }
        for (ResourceSpans resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(Taken.of(span))));
        }
        return spans;
    }

    private static byte[] inflated(HttpExchange exchange, byte[] body) throws IOException {
        if (!header(exchange, "Content-Encoding").equals("gzip")) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    private static boolean isSupported(String version) {
        try {
            return Long.parseLong(version) <= NEWEST_VERSION;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A span that it took; the text is everything it said. */
    public record Taken(String traceId, String spanId, String name, String text) {
        static Taken of(Span span) {
            HexFormat hex = HexFormat.of();
            return new Taken(
                    hex.formatHex(span.getTraceId().toByteArray()),
                    hex.formatHex(span.getSpanId().toByteArray()),
                    span.getName(),
                    span.toString());
        }

        static Taken of(JsonNode span) {
            return new Taken(
                    span.path("traceId").asText(),
                    span.path("spanId").asText(),
                    span.path("name").asText(),
                    span.toString());
        }
    }

    private record Refusal(int status, String why) {}
}
