package dev.vedette.app;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One sender that never gives up: what was not acknowledged when its server died is sent again to the next one, as real
 * exporters do. Remembers everything that was acknowledged.
 */
final class CrashLoad {
    static final int SPANS = 20;
    static final int SECRET_LENGTH = 20;
    private static final int LEAK_EVERY = 12;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final int sender;
    private final Random random;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, String> leaks = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private @Nullable Parcel unanswered;
    private long number;

    CrashLoad(int sender, long seed) {
        this.sender = sender;
        this.random = new Random(seed + sender);
    }

    /** Sends until the server is gone. */
    void sendUntilItDies(String endpoint) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            while (true) {
                Parcel parcel = unanswered == null ? next() : unanswered;
                unanswered = parcel;
                int status = post(client, endpoint, parcel.body());
                if (status == 200) {
                    acknowledge(parcel);
                    unanswered = null;
                } else {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException dead) {
            // What was on its way is sent again to the next server.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Trace ids that were acknowledged, each with {@link #SPANS} spans. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Agents whose leak was acknowledged, with the key that leaked. */
    Map<String, String> leaks() {
        return leaks;
    }

    /** Spans that were sent, those sent again counted again. */
    long sent() {
        return sent.get();
    }

    /** Requests that were answered, but not with OK. */
    long refused() {
        return refused.get();
    }

    private void acknowledge(Parcel parcel) {
        acknowledged.add(parcel.traceId());
        if (parcel.secret() != null) {
            leaks.put(parcel.agent(), parcel.secret());
        }
    }

    private int post(HttpClient client, String endpoint, ExportTraceServiceRequest body)
            throws IOException, InterruptedException {
        sent.addAndGet(SPANS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private Parcel next() {
        number++;
        boolean leaking = number % LEAK_EVERY == 0;
        String agent = leaking ? "agent-" + sender + "-" + number : "worker";
        String secret = leaking ? key() : null;
        byte[] traceId =
                ByteBuffer.allocate(16).putLong(1 + sender).putLong(number).array();
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        for (int span = 1; span <= SPANS; span++) {
            String text = leaking && span == SPANS / 2 ? "aws key " + secret : "order " + number + ", item " + span;
            spans.addSpans(span(traceId, span, agent, text));
        }
        ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "crash-service")))
                        .addScopeSpans(spans))
                .build();
        return new Parcel(hex(traceId), agent, secret, request);
    }

    private static Span span(byte[] traceId, int number, String agent, String body) {
        Instant now = Instant.now();
        long end = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(traceId))
                .setSpanId(ByteString.copyFrom(
                        ByteBuffer.allocate(8).putLong(number).array()))
                .setName("execute_tool send_email")
                .setStartTimeUnixNano(end - 1_000_000)
                .setEndTimeUnixNano(end)
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.agent.name", agent))
                .addAttributes(text("gen_ai.tool.name", "send_email"))
                .addAttributes(text("gen_ai.tool.call.arguments", "{\"body\":\"" + body + "\"}"))
                .build();
    }

    private String key() {
        StringBuilder key = new StringBuilder("AKI").append('A');
        while (key.length() < SECRET_LENGTH) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** One request, and what must be found once it is acknowledged. */
    private record Parcel(
            String traceId, String agent, @Nullable String secret, ExportTraceServiceRequest body) {}
}
