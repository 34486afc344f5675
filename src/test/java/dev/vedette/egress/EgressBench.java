package dev.vedette.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A real HTTP server on loopback that is called {@code api.test}, and proxies in front of it whose events are kept. */
@Timeout(60)
abstract class EgressBench {
    static final int LARGE = 300_000;

    final BlockingQueue<EgressEvent> events = new LinkedBlockingQueue<>();
    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    HttpServer server;
    int port;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = server.getAddress().getPort();
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet() + " " + body.length);
            byte[] answer = exchange.getRequestURI().getPath().equals("/large")
                    ? new byte[LARGE]
                    : "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    EgressPolicy inside() {
        return EgressPolicy.allowing("api.test").onPorts(80, port).withPrivateAddresses();
    }

    EgressProxy open(EgressPolicy policy) throws IOException {
        return EgressProxy.onLoopback(policy, EgressLimits.DEFAULT, loopback(), events::add);
    }

    EgressEvent event() throws InterruptedException {
        EgressEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    static AddressGuard.Resolver loopback() {
        return host -> switch (host) {
            case "api.test" -> addresses("127.0.0.1");
            case "intranet.test" -> addresses("10.0.0.1");
            case "two.test" -> addresses("8.8.8.8", "192.168.0.1");
            case "metadata.test" -> addresses("169.254.169.254");
            case "mapped.test" -> addresses("::ffff:169.254.169.254");
            case "169.254.169.254" -> addresses(host);
            default -> throw new UnknownHostException(host);
        };
    }

    static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int index = 0; index < literals.length; index++) {
            addresses[index] = InetAddress.getByName(literals[index]);
        }
        return addresses;
    }

    static String get(String authority, String path) {
        return "GET http://" + authority + path + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    }

    static String ask(EgressProxy proxy, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort())) {
            socket.getOutputStream().write(bytes(request));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static HttpClient client(EgressProxy proxy) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), proxy.uri().getPort())))
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
    }
}
