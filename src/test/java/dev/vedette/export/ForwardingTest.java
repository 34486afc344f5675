package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.export.Destination.Compression;
import dev.vedette.export.Destination.Protocol;
import dev.vedette.telemetry.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a forwarding sends, and what it does when a backend does not take it. */
class ForwardingTest extends ForwardingSteps {
    @Test
    void sendsWhatArrivesInOrderWithHeadersAndCompression() throws IOException {
        Forwarding forwarding = forwarding(destination("langfuse", backend.address(), Compression.GZIP), 100);
        forwarding.step();
        log.addSpans(PAYLOAD, 3);
        log.addLogs("log".getBytes(StandardCharsets.UTF_8));
        log.addSpans("second".getBytes(StandardCharsets.UTF_8), 2);
        settle(forwarding);

        assertThat(backend.received())
                .extracting(HttpBackend.Received::path)
                .containsExactly("/v1/traces", "/v1/logs", "/v1/traces");
        HttpBackend.Received first = backend.received().get(0);
        assertThat(first.header("Content-type")).isEqualTo("application/x-protobuf");
        assertThat(first.header("Content-encoding")).isEqualTo("gzip");
        assertThat(first.header("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(first.body())).readAllBytes())
                .isEqualTo(PAYLOAD);
        assertThat(tally.status().sent()).isEqualTo(6);
        assertThat(tally.status().lastSuccess()).isEqualTo(now);
        assertThat(metrics()).contains("vedette_forwarded_records_total{of=\"langfuse\"} 6");
    }

    @Test
    void waitsAsLongAsTheBackendAsksAndThenSendsEverything() {
        Forwarding forwarding = forwarding(plain("slow"), 100);
        forwarding.step();
        log.addSpans(PAYLOAD, 1);
        log.addSpans(PAYLOAD, 1);
        backend.answer(503, "busy", Map.of("Retry-After", "90"));
        now = now.plusSeconds(5);
        Instant due = forwarding.step();

        assertThat(due).isEqualTo(now.plusSeconds(90));
        assertThat(tally.status().failures()).isEqualTo(1);
        assertThat(tally.status().lastError()).contains("HTTP 503", "busy");
        now = now.plusSeconds(89);
        assertThat(forwarding.step()).isEqualTo(due);
        assertThat(backend.received()).hasSize(1);

        backend.answer(200, new byte[0], Map.of());
        now = due;
        settle(forwarding);
        assertThat(backend.received()).hasSize(3);
        assertThat(tally.status().sent()).isEqualTo(2);
        assertThat(tally.status().refused()).isZero();
    }

    @Test
    void waitsLongerAndLongerForADeadBackendWithinBounds() throws IOException {
        int port = backend.port();
        Forwarding forwarding = forwarding(plain("dead"), 100);
        forwarding.step();
        log.addSpans(PAYLOAD, 4);
        backend.close();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Instant due = forwarding.step();
            Duration wait = Duration.between(now, due);
            Duration limit = Duration.ofSeconds(Math.min(60, 1L << i));
            assertThat(wait).isBetween(Duration.ofMillis(100), limit);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
            now = due;
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(10));
        assertThat(tally.status().failures()).isEqualTo(12);

        try (HttpBackend recovered = new HttpBackend(port)) {
            settle(forwarding);
            assertThat(recovered.received()).hasSize(1);
        }
        assertThat(tally.status().sent()).isEqualTo(4);
        assertThat(forwarding.failing()).isFalse();
    }

    @Test
    void skipsWhatIsRefusedForGoodAndGivesTheReasonWithoutSecrets() {
        Forwarding forwarding = forwarding(plain("strict"), 100);
        forwarding.step();
        backend.answer(400, "bad\u001b[31m span, you sent " + SECRET + " " + "x".repeat(5_000), Map.of());
        log.addSpans(PAYLOAD, 5);
        settle(forwarding);
        backend.answer(200, new byte[0], Map.of());
        log.addSpans(PAYLOAD, 2);
        settle(forwarding);

        assertThat(tally.status().refused()).isEqualTo(5);
        assertThat(tally.status().sent()).isEqualTo(2);
        assertThat(tally.status().lastError())
                .startsWith("HTTP 400: bad")
                .contains("***")
                .doesNotContain(SECRET, "\u001b")
                .hasSizeLessThan(400);
        assertThat(backend.received()).hasSize(2);
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (HttpBackend elsewhere = new HttpBackend()) {
            Forwarding forwarding = forwarding(plain("moved"), 100);
            forwarding.step();
            backend.answer(307, new byte[0], Map.of("Location", elsewhere.address() + "/v1/traces"));
            log.addSpans(PAYLOAD, 1);
            settle(forwarding);

            assertThat(elsewhere.received()).isEmpty();
            assertThat(tally.status().refused()).isEqualTo(1);
        }
    }

    @Test
    void countsWhatABackendLeavesOut() {
        Forwarding forwarding = forwarding(plain("partial"), 100);
        forwarding.step();
        byte[] twoRejected = {0x0a, 0x08, 0x08, 0x02, 0x12, 0x04, 'l', 'a', 't', 'e'};
        backend.answer(200, twoRejected, Map.of("Content-Type", "application/x-protobuf"));
        log.addSpans(PAYLOAD, 5);
        settle(forwarding);

        assertThat(tally.status().sent()).isEqualTo(3);
        assertThat(tally.status().rejected()).isEqualTo(2);
    }

    @Test
    void aDeadBackendDelaysNobodyElse() throws IOException {
        try (HttpBackend healthy = new HttpBackend()) {
            Forwarding dead = forwarding(plain("dead"), 100);
            Tally deadTally = tally;
            Forwarding alive = forwarding(destination("alive", healthy.address(), Compression.NONE), 100);
            dead.step();
            alive.step();
            backend.close();
            log.addSpans(PAYLOAD, 1);
            dead.step();
            settle(alive);

            assertThat(healthy.received()).hasSize(1);
            assertThat(tally.status().sent()).isEqualTo(1);
            assertThat(deadTally.status().sent()).isZero();
        }
    }

    @Test
    void survivesAStoreThatIsDown() {
        Forwarding forwarding = forwarding(plain("store"), 100);
        forwarding.step();
        log.addSpans(PAYLOAD, 1);
        log.breakDown(true);
        now = forwarding.step();
        assertThat(tally.status().lastError()).contains("the store is down");
        log.breakDown(false);
        settle(forwarding);

        assertThat(backend.received()).hasSize(1);
    }

    @Test
    void sendsOnlyTheSignalsThatTheDestinationWants() {
        Destination traces = new Destination(
                "traces",
                Protocol.HTTP_PROTOBUF,
                URI.create(backend.address() + "/api/public/otel/v1/traces"),
                Map.of(),
                Compression.NONE,
                EnumSet.allOf(Signal.class),
                Duration.ofSeconds(5));
        Forwarding forwarding = forwarding(traces, 100);
        forwarding.step();
        log.addLogs(PAYLOAD);
        log.addSpans(PAYLOAD, 1);
        settle(forwarding);

        assertThat(traces.signals()).isEqualTo(Set.of(Signal.TRACES));
        assertThat(backend.received())
                .extracting(HttpBackend.Received::path)
                .containsExactly("/api/public/otel/v1/traces");
    }
}
