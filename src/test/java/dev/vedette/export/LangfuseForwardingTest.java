package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forwarding to a server that enforces Langfuse's rules. */
class LangfuseForwardingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final LogDouble log = new LogDouble();
    private Tally tally = new Tally("langfuse", new Pulse());

    @TempDir
    private Path folder;

    private LangfuseStandIn langfuse;
    private Transport transport;
    private Forwarding forwarding;

    @BeforeEach
    void start() throws IOException {
        langfuse = new LangfuseStandIn();
        begin(destination(LangfuseStandIn.authorization(), Map.of()));
    }

    @AfterEach
    void stop() {
        transport.close();
        langfuse.close();
    }

    @Test
    void tracesAreTakenAndAskedToBeShownAtOnceAndOtherSignalsAreNotSent() {
        log.addLogs(new byte[0]);
        log.addSpans(request(List.of(span(1, "one"), span(2, "two")), 0), 2);
        settle();

        assertThat(langfuse.taken()).extracting(LangfuseStandIn.Taken::name).containsExactly("one", "two");
        assertThat(langfuse.versions()).containsExactly("4");
        assertThat(langfuse.refusals()).isEmpty();
        assertThat(tally.status().sent()).isEqualTo(2);
    }

    @Test
    void theAddressMayBeLangfusesBaseOrTheWholeOne() {
        for (String path : List.of("/api/public/otel", "/api/public/otel/", LangfuseStandIn.PATH)) {
            Destination destination = new Destination(
                    "langfuse",
                    Destination.Protocol.HTTP_PROTOBUF,
                    URI.create(langfuse.host() + path),
                    Map.of("X-Langfuse-Ingestion-Version", "3"),
                    Destination.Compression.NONE,
                    EnumSet.allOf(Signal.class),
                    Duration.ofSeconds(5));
            assertThat(destination.url(Signal.TRACES)).endsWith(LangfuseStandIn.PATH);
            assertThat(destination.signals()).isEqualTo(Set.of(Signal.TRACES));
            assertThat(destination.headers()).containsExactly(Map.entry("x-langfuse-ingestion-version", "3"));
        }
        assertThatThrownBy(() -> new Destination(
                        "langfuse",
                        Destination.Protocol.GRPC,
                        URI.create(langfuse.host() + "/api/public/otel"),
                        Map.of(),
                        Destination.Compression.NONE,
                        EnumSet.allOf(Signal.class),
                        Duration.ofSeconds(5)))
                .hasMessage("langfuse: Langfuse takes OTLP over HTTP only");
    }

    @Test
    void batchesAreCutToFiveHundredAndTwelveSpans() {
        List<Span> spans =
                IntStream.rangeClosed(1, 1_300).mapToObj(i -> span(i, "s" + i)).toList();
        log.addSpans(request(spans, 0), spans.size());
        settle();

        assertThat(langfuse.batches()).containsExactly(512, 512, 276);
        assertThat(langfuse.taken()).extracting(LangfuseStandIn.Taken::name).doesNotHaveDuplicates();
        assertThat(tally.status().sent()).isEqualTo(1_300);
    }

    @Test
    void batchesAreCutToFourMegabytes() {
        List<Span> spans = List.of(span(1, "a"), span(2, "b"), span(3, "c"));
        log.addSpans(request(spans, 1_900_000), spans.size());
        settle();

        assertThat(langfuse.batches()).containsExactly(2, 1);
    }

    @Test
    void oneBadIdCostsOneSpanAndNotItsBatch() {
        List<Span> spans =
                IntStream.rangeClosed(1, 100).mapToObj(i -> span(i, "s" + i)).toList();
        List<Span> withBad = new ArrayList<>(spans);
        withBad.set(41, span(42, "bad").toBuilder().setSpanId(ByteString.EMPTY).build());
        log.addSpans(request(withBad, 0), withBad.size());
        log.addSpans(request(List.of(span(101, "next")), 0), 1);
        settle();

        assertThat(langfuse.taken())
                .hasSize(100)
                .extracting(LangfuseStandIn.Taken::name)
                .doesNotContain("bad", "s42");
        assertThat(langfuse.refusals()).hasSizeLessThan(9).containsOnly("Invalid trace or span id");
        assertThat(tally.status().sent()).isEqualTo(100);
        assertThat(tally.status().refused()).isEqualTo(1);
        assertThat(tally.status().lastError()).contains("HTTP 400", "Invalid trace or span id");
        assertThat(tally.status().lag()).isZero();
    }

    @Test
    void aServerThatTakesNothingIsNotAskedAboutEverySpan() {
        List<Span> spans =
                IntStream.rangeClosed(1, 500).mapToObj(i -> span(i, "never")).toList();
        langfuse.refuseBatchesWith("never");
        for (int i = 0; i < 10; i++) {
            log.addSpans(request(spans, 0), spans.size());
        }
        settle();

        assertThat(langfuse.refusals()).hasSizeLessThan(60);
        assertThat(tally.status().refused()).isEqualTo(5_000);

        log.addSpans(request(List.of(span(1, "good")), 0), 1);
        log.addSpans(request(List.of(span(2, "good"), span(3, "never")), 0), 2);
        settle();
        assertThat(langfuse.taken()).extracting(LangfuseStandIn.Taken::spanId).hasSize(2);
    }

    @Test
    void wrongCredentialsRefuseABatchOnceAndAreNotShown() {
        transport.close();
        begin(destination("Basic " + "d3Jvbmc6d3Jvbmc=", Map.of()));
        log.addSpans(request(List.of(span(1, "a"), span(2, "b")), 0), 2);
        settle();

        assertThat(langfuse.refusals()).hasSize(1);
        assertThat(tally.status().refused()).isEqualTo(2);
        assertThat(tally.status().lastError()).contains("HTTP 401").doesNotContain("d3Jvbmc6d3Jvbmc=");
    }

    @Test
    void aNewerIngestionVersionThanTheServersIsRefusedAsDocumented() {
        transport.close();
        begin(destination(LangfuseStandIn.authorization(), Map.of("x-langfuse-ingestion-version", "5")));
        log.addSpans(request(List.of(span(1, "a")), 0), 1);
        settle();

        assertThat(langfuse.refusals()).containsExactly("Unsupported ingestion version");
        assertThat(tally.status().refused()).isEqualTo(1);
    }

    private void begin(Destination destination) {
        transport = Transport.to(destination);
        tally = new Tally("langfuse", new Pulse());
        InstantSource clock = () -> NOW;
        forwarding = new Forwarding(
                destination,
                log,
                new FileCursorStore(folder),
                transport,
                clock,
                new Backoff(new Random(7)),
                tally,
                100);
        forwarding.step();
    }

    private Destination destination(String authorization, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", authorization);
        return new Destination(
                "langfuse",
                Destination.Protocol.HTTP_PROTOBUF,
                URI.create(langfuse.host() + LangfuseStandIn.PATH),
                headers,
                Destination.Compression.GZIP,
                EnumSet.allOf(Signal.class),
                Duration.ofSeconds(5));
    }

    private void settle() {
        for (int i = 0; i < 500; i++) {
            if (forwarding.step().isAfter(NOW)) {
                return;
            }
        }
        throw new AssertionError("did not settle");
    }

    private static byte[] request(List<Span> spans, int padding) {
        KeyValue text = KeyValue.newBuilder()
                .setKey("text")
                .setValue(AnyValue.newBuilder().setStringValue("x".repeat(padding)))
                .build();
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        spans.forEach(span -> scope.addSpans(span.toBuilder().addAttributes(text)));
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder().addScopeSpans(scope);
        return request.build().toByteArray();
    }

    private static Span span(int id, String name) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putInt(1).putInt(12, 1).array()))
                .setSpanId(ByteString.copyFrom(
                        ByteBuffer.allocate(8).putInt(1).putInt(id).array()))
                .setName(name)
                .build();
    }
}
