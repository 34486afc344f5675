package dev.vedette.notify;

import static dev.vedette.notify.Samples.DASHBOARD;
import static dev.vedette.notify.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.alerting.Delivery;
import dev.vedette.egress.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookNotifierTest {
    private record Received(Headers headers, String body) {}

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger followed = new AtomicInteger();
    private volatile int status = 204;
    private volatile Map<String, String> answer = Map.of();
    private HttpServer server = start();

    private HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noSocket) {
            throw new IllegalStateException(noSocket);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/hook", this::answer);
        server.createContext("/elsewhere", exchange -> {
            followed.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answer.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void deliversAMessageThatTheReceiverCanVerify() {
        assertThat(send(url())).isInstanceOf(Delivery.Delivered.class);

        Received message = received.element();
        assertThat(message.headers.getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(message.headers.getFirst("X-Team")).isEqualTo("sre");
        assertThat(message.headers.getFirst("webhook-id")).isEqualTo("msg_1");
        assertThat(message.body).contains("\"type\":\"alert.opened\"");
        assertThat(new WebhookVerifier(Samples.secret('A'))
                        .objection(
                                "msg_1",
                                message.headers.getFirst("webhook-timestamp"),
                                message.headers.getFirst("webhook-signature"),
                                message.body.getBytes(StandardCharsets.UTF_8),
                                NOON))
                .isEmpty();
    }

    @Test
    void aRetryKeepsIdAndBodyAndHasANewTimestamp() {
        WebhookNotifier notifier = new WebhookNotifier(Samples.settings(url()), DASHBOARD);
        notifier.send(Samples.notification("msg_1", "ops"), NOON);
        notifier.send(Samples.notification("msg_1", "ops"), NOON.plusSeconds(300));

        Received first = received.remove();
        Received second = received.remove();
        assertThat(second.body).isEqualTo(first.body);
        assertThat(second.headers.getFirst("webhook-id")).isEqualTo(first.headers.getFirst("webhook-id"));
        assertThat(second.headers.getFirst("webhook-timestamp"))
                .isEqualTo(Long.toString(NOON.plusSeconds(300).getEpochSecond()));
        assertThat(second.headers.getFirst("webhook-signature"))
                .isNotEqualTo(first.headers.getFirst("webhook-signature"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "202, Delivered",
        "204, Delivered",
        "301, Refused",
        "302, Refused",
        "304, Refused",
        "307, Refused",
        "400, Refused",
        "401, Refused",
        "403, Refused",
        "404, Refused",
        "413, Refused",
        "408, Retry",
        "425, Retry",
        "429, Retry",
        "500, Retry",
        "502, Retry",
        "503, Retry",
        "504, Retry"
    })
    void onlySuccessIsADeliveryAndOnlyWhatMayPassIsTriedAgain(int code, String outcome) {
        status = code;

        Delivery delivery = send(url());

        assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        if (delivery instanceof Delivery.Refused refused) {
            assertThat(refused.disable()).isFalse();
            assertThat(refused.why()).contains(Integer.toString(code));
        }
    }

    @Test
    void goneDisablesTheReceiver() {
        status = 410;

        assertThat(send(url())).isEqualTo(new Delivery.Refused("answered 410: it wants nothing more", true));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "'Sun, 01 Mar 2026 12:02:00 GMT', 120",
        "'Sun, 01 Mar 2026 11:00:00 GMT', -1",
        "soon, -1",
        "-5, -1",
        "99999999999999999999, -1"
    })
    void readsBothFormsOfRetryAfter(String header, int seconds) {
        status = 429;
        answer = Map.of("Retry-After", header);

        Duration expected = seconds < 0 ? null : Duration.ofSeconds(seconds);
        assertThat(send(url())).isEqualTo(new Delivery.Retry(expected, "answered 429"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = 302;
        answer = Map.of("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");

        assertThat(send(url())).isInstanceOf(Delivery.Refused.class);
        assertThat(followed).hasValue(0);
    }

    @Test
    void aPrivateTargetIsRefusedUnlessItIsMeant() {
        WebhookSettings careful =
                new WebhookSettings("ops", URI.create(url()), List.of(Samples.secret('A')), false, Map.of());

        Delivery delivery = new WebhookNotifier(careful, DASHBOARD).send(Samples.notification("m", "ops"), NOON);

        assertThat(delivery).isInstanceOfSatisfying(Delivery.Refused.class, refused -> {
            assertThat(refused.why()).contains("allow-private: true").doesNotContain("127.");
            assertThat(refused.disable()).isFalse();
        });
        assertThat(received).isEmpty();
    }

    @Test
    void connectsToTheAddressThatWasCheckedAndNamesTheHost() {
        AddressGuard guard = new AddressGuard(true, "say so", host -> InetAddress.getAllByName("127.0.0.1"));
        int port = server.getAddress().getPort();

        assertThat(Samples.notifier("http://hooks.test:" + port + "/hook?x=1", guard, Duration.ofSeconds(5))
                        .send(Samples.notification("m", "ops"), NOON))
                .isInstanceOf(Delivery.Delivered.class);
        assertThat(received.element().headers.getFirst("Host")).isEqualTo("hooks.test:" + port);
    }

    @Test
    void triesTheNextAddressWhenOneIsDead() {
        AddressGuard guard = new AddressGuard(true, "say so", host ->
                new InetAddress[] {InetAddress.getAllByName("127.0.0.3")[0], InetAddress.getAllByName("127.0.0.1")[0]});

        assertThat(Samples.notifier(
                                "http://hooks.test:" + server.getAddress().getPort() + "/hook",
                                guard,
                                Duration.ofSeconds(5))
                        .send(Samples.notification("m", "ops"), NOON))
                .isInstanceOf(Delivery.Delivered.class);
    }

    @Test
    void nobodyThereIsTriedAgain() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(send("http://127.0.0.1:" + port + "/")).isEqualTo(new Delivery.Retry(null, "cannot connect"));
        assertThat(new WebhookNotifier(Samples.settings("http://no-such-host.invalid/"), DASHBOARD)
                        .send(Samples.notification("m", "ops"), NOON))
                .isEqualTo(new Delivery.Retry(null, "its host's name is not known"));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private Delivery send(String url) {
        return new WebhookNotifier(Samples.settings(url), DASHBOARD).send(Samples.notification("msg_1", "ops"), NOON);
    }
}
