package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's webhook, who checks signatures after Standard Webhooks with code of their own. */
final class WebhookReceiver implements AutoCloseable {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    /** The receiver as the configuration names it. */
    String yaml() {
        return """
                receivers:
                  - name: ops
                    url: http://127.0.0.1:%d/hook
                    secrets: ["whsec_%s"]
                    minimum-severity: low
                    allow-private: true
                """.formatted(server.getAddress().getPort(), Base64.getEncoder().encodeToString(KEY));
    }

    /** The messages that an alert of this rule was opened. */
    List<Message> opened(String rule) {
        return messages.stream()
                .filter(message -> message.type().equals("alert.opened"))
                .filter(message -> message.rule().equals(rule))
                .toList();
    }

    /** The one message that an alert of this rule was opened, as soon as there is any. */
    Message oneOpened(String rule) {
        Eventually.holds(
                () -> "a message of " + rule + " among " + told(),
                () -> !opened(rule).isEmpty());
        assertThat(opened(rule)).as("messages of " + rule).hasSize(1);
        return opened(rule).get(0);
    }

    private List<String> told() {
        return messages.stream()
                .map(message -> message.type() + " " + message.rule())
                .toList();
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    private void take(HttpExchange exchange) throws IOException {
        messages.add(new Message(
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One message as it came. */
    record Message(Headers headers, String body) {
        JsonNode json() {
            return DashboardClient.parse(body);
        }

        String type() {
            return json().path("type").asText();
        }

        String rule() {
            return json().path("groupLabels").path("alertname").asText();
        }

        void assertSigned() {
            String id = headers.getFirst("webhook-id");
            String timestamp = headers.getFirst("webhook-timestamp");
            Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            assertThat(Duration.between(at, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
            assertThat(headers.getFirst("webhook-signature").split(" ", -1))
                    .contains("v1," + signature(id + "." + timestamp + "." + body));
        }

        private static String signature(String signed) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
                return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
