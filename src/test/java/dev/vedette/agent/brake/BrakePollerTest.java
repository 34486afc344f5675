package dev.vedette.agent.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.HandClock;
import dev.vedette.agent.limit.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BrakePollerTest {
    private static final String STOP = "{\"version\":7,\"more\":1,\"brakes\":[{\"id\":\"b1\",\"scope\":\"agent\","
            + "\"key\":\"helper\",\"level\":\"stop\",\"reason\":\"a drill\",\"until\":\"2026-05-05T12:30:00Z\","
            + "\"by\":\"ada\"}]}";
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");
    private final BrakeBoard board = new BrakeBoard(clock);
    private final Principal run = Samples.principal("r1");
    private final List<@Nullable String> tokens = new ArrayList<>();
    private final List<@Nullable String> tags = new ArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = STOP;
    private volatile String etag = "\"one\"";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/brakes", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        synchronized (this) {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            tags.add(exchange.getRequestHeaders().getFirst("If-None-Match"));
        }
        boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        exchange.getResponseHeaders().set("ETag", etag);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (known && status == 200) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private BrakePoller poller(Duration interval) {
        URI dashboard = URI.create("http://localhost:" + server.getAddress().getPort());
        return new BrakePoller(new BrakeSource(dashboard, "a-token", interval), board, clock);
    }

    @Test
    void brakesAreHeardOfAndAskedForOnlyWhenTheyChanged() throws Exception {
        try (BrakePoller poller = poller(INTERVAL)) {
            assertThat(poller.poll()).isEqualTo(INTERVAL);
            assertThat(board.strongest(run)).map(Brake::level).contains(BrakeLevel.STOP);
            assertThat(poller.poll()).isEqualTo(INTERVAL);
            assertThat(board.strongest(run)).isPresent();
            body = "{\"version\":8,\"brakes\":[]}";
            etag = "\"two\"";
            poller.poll();
            assertThat(board.strongest(run)).isEmpty();
            assertThat(poller.heardAt()).contains(clock.instant());
        }
        assertThat(tokens).containsOnly("Bearer a-token").hasSize(3);
        assertThat(tags).containsExactly(null, "\"one\"", "\"one\"");
    }

    @Test
    void whenNobodyAnswersWhatWasHeardHoldsUntilItEndsAndIsAskedForLessOften() throws Exception {
        try (BrakePoller poller = poller(INTERVAL)) {
            poller.poll();
            server.stop(0);
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                pauses.add(poller.poll().toSeconds());
            }
            assertThat(pauses).containsExactly(6L, 12L, 24L, 48L, 60L, 60L, 60L);
            assertThat(poller.failures()).isEqualTo(7);
            assertThat(board.strongest(run)).isPresent();
            clock.move(Duration.ofMinutes(30));
            assertThat(board.strongest(run)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"brakes\":{}}",
                "{\"brakes\":[{}]}",
                "{\"brakes\":[{\"id\":\"b\",\"scope\":\"all\",\"key\":\"\",\"level\":\"harder\",\"until\":\"2026-05-05T12:30:00Z\"}]}",
                "{\"brakes\":[{\"id\":\"b\",\"scope\":\"all\",\"key\":\"x\",\"level\":\"stop\",\"until\":\"2026-05-05T12:30:00Z\"}]}",
                "{\"brakes\":[{\"id\":\"b\",\"scope\":\"all\",\"key\":\"\",\"level\":\"stop\",\"until\":\"tomorrow\"}]}",
                "{\"brakes\":[[[[[[[[[[[[[[]]]]]]]]]]]]]]}"
            })
    void anAnswerThatCannotBeReadChangesNothing(String nonsense) throws Exception {
        try (BrakePoller poller = poller(INTERVAL)) {
            poller.poll();
            body = nonsense;
            etag = "\"two\"";
            assertThat(poller.poll()).isGreaterThan(INTERVAL);
            assertThat(board.strongest(run)).isPresent();
        }
    }

    @Test
    void anAnswerWithoutEndIsNotTaken() throws Exception {
        body = STOP + " ".repeat(BrakePoller.LARGEST_BODY);
        try (BrakePoller poller = poller(INTERVAL)) {
            assertThat(poller.poll()).isGreaterThan(INTERVAL);
            assertThat(board.active()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 404, 500})
    void aRefusalIsAFailure(int refusal) throws Exception {
        status = refusal;
        try (BrakePoller poller = poller(INTERVAL)) {
            poller.poll();
            assertThat(poller.failures()).isEqualTo(1);
            assertThat(poller.heardAt()).isEmpty();
            assertThat(board.active()).isEmpty();
        }
    }

    @Test
    void onItsOwnThreadItStopsARunThatGoesOn() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        String stop = body;
        body = "{\"version\":1,\"brakes\":[]}";
        try (BrakePoller poller = poller(Duration.ofMillis(100));
                BrakeBoard.Watch watch = board.onStop(run, stopped::countDown)) {
            assertThat(watch).isNotNull();
            poller.start();
            body = stop;
            etag = "\"two\"";
            assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSourceIsAWebAddressAndKeepsItsTokenToItself() {
        BrakeSource source = BrakeSource.of(URI.create("http://localhost:8080"), "a-token");
        assertThat(source.toString()).contains("localhost").doesNotContain("a-token");
        assertThatThrownBy(() -> BrakeSource.of(URI.create("file:/etc/passwd"), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BrakeSource.of(URI.create("http://u:p@localhost"), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BrakeSource.of(URI.create("http://localhost"), "a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BrakeSource(URI.create("http://localhost"), null, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
