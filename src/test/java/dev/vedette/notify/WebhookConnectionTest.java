package dev.vedette.notify;

import static dev.vedette.notify.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.alerting.Delivery;
import dev.vedette.egress.AddressGuard;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that do not keep to HTTP: none holds a delivery up for longer than its limit. */
class WebhookConnectionTest {
    private static final Delivery NO_HTTP = new Delivery.Retry(null, "the connection broke or the answer was not HTTP");

    private interface Behaviour {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    @Test
    void aResetIsTriedAgain() throws IOException {
        assertThat(against(Duration.ofSeconds(5), socket -> socket.setSoLinger(true, 0)))
                .isInstanceOf(Delivery.Retry.class);
    }

    @Test
    void aDrippingAnswerIsCutOffInTime() throws IOException {
        long start = System.nanoTime();

        Delivery delivery = against(Duration.ofMillis(700), socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        });

        assertThat(delivery).isEqualTo(new Delivery.Retry(null, "no answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void silenceIsCutOffInTimeAlsoDuringTheHandshake() throws IOException {
        Delivery plain = against(Duration.ofMillis(500), socket -> Thread.sleep(5_000));
        Delivery secured = against("https", Duration.ofMillis(500), socket -> Thread.sleep(5_000));

        assertThat(plain).isEqualTo(new Delivery.Retry(null, "no answer in time"));
        assertThat(secured).isEqualTo(new Delivery.Retry(null, "no answer in time"));
    }

    @Test
    void anEndlessBodyAfterSuccessIsADelivery() throws IOException {
        assertThat(against(Duration.ofSeconds(5), socket -> {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        out.write(new byte[64 * 1024]);
                    }
                }))
                .isInstanceOf(Delivery.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\n",
                "\r\n"
            })
    void whatIsNotHttpIsTriedAgain(String greeting) throws IOException {
        assertThat(against(
                        Duration.ofSeconds(5),
                        socket -> socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(NO_HTTP);
    }

    @Test
    void anEndlessHeadIsCutAtSixtyFourKilobytes() throws IOException {
        Delivery delivery = against(Duration.ofSeconds(5), socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nx: ".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(new byte[1024]);
            }
        });

        assertThat(delivery).isEqualTo(NO_HTTP);
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        assertThat(against(
                        Duration.ofSeconds(5),
                        socket -> socket.getOutputStream()
                                .write(
                                        "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 503 Busy\r\nRETRY-AFTER: 7\r\n\r\n"
                                                .getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Delivery.Retry(Duration.ofSeconds(7), "answered 503"));
    }

    private static Delivery against(Duration limit, Behaviour behaviour) throws IOException {
        return against("http", limit, behaviour);
    }

    /** One delivery to a receiver that reads the beginning of the request and then behaves so. */
    private static Delivery against(String scheme, Duration limit, Behaviour behaviour) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket socket = listening.accept()) {
                    socket.getInputStream().read(new byte[65_536]);
                    behaviour.serve(socket);
                } catch (IOException | InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
            AddressGuard guard = new AddressGuard(true, "say so", InetAddress::getAllByName);
            String url = scheme + "://127.0.0.1:" + listening.getLocalPort() + "/";
            Delivery delivery = Samples.notifier(url, guard, limit).send(Samples.notification("m", "ops"), NOON);
            thread.interrupt();
            return delivery;
        }
    }
}
