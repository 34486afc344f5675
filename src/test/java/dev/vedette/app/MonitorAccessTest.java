package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.config.SettingsReader;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send, who may look, and what is said to somebody who starts it where it cannot run. */
@Timeout(120)
class MonitorAccessTest {
    private static final String TOKEN = "vdt_" + "made-up-for-this-test-only";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http"})
    void sendersNeedTheToken(String protocol) throws Exception {
        try (Monitor monitor = start("otlp: {tokens: [\"" + TOKEN + "\"]}");
                SampleAgent stranger = SampleAgent.of(monitor, protocol);
                SampleAgent liar = SampleAgent.of(monitor, protocol, TOKEN + "x");
                SampleAgent friend = SampleAgent.of(monitor, protocol, TOKEN)) {
            assertThat(stranger.isHeard()).isFalse();
            assertThat(liar.isHeard()).isFalse();
            assertThat(friend.isHeard()).isTrue();
            DashboardClient sender = new DashboardClient(monitor.httpEndpoint());
            HttpResponse<String> refused = sender.send(sender.request("/v1/traces")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"resourceSpans\":[]}")));
            assertThat(refused.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void pagesNeedALogin() throws Exception {
        try (Monitor monitor = start("dashboard: {tokens: [\"" + TOKEN + "\"]}")) {
            DashboardClient people = new DashboardClient(monitor.dashboardUrl());
            assertThat(people.get("/api/v1/alerts").statusCode()).isEqualTo(401);
            HttpResponse<String> page = people.send(people.request("/").header("Accept", "text/html"));
            assertThat(page.statusCode()).isEqualTo(302);
            assertThat(page.headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
            assertThat(people.send(people.request("/api/v1/live").header("Accept", "text/event-stream"))
                            .statusCode())
                    .isEqualTo(401);

            HttpResponse<String> signedIn = people.send(people.request("/login")
                    .header("Origin", monitor.dashboardUrl())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("token=" + TOKEN)));
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(people.send(people.request("/api/v1/alerts").header("Cookie", session))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFolderInUseIsToldInOneLineThatSaysWhatToDo() throws Exception {
        try (Monitor monitor = start("")) {
            assertThat(monitor.pulse()).isNotNull();
            assertThat(complaint(folder, "--port", "0"))
                    .contains(folder.toString())
                    .contains("in use by another process")
                    .contains("Stop that process");
        }
    }

    @ParameterizedTest
    @CsvSource({"--port, dashboard", "--grpc-port, OTLP", "--http-port, OTLP"})
    void aPortInUseIsToldInOneLineThatSaysWhatToDo(String option, String what) throws Exception {
        try (Monitor monitor = start("")) {
            int taken = URI.create(option.equals("--port") ? monitor.dashboardUrl() : monitor.grpcEndpoint())
                    .getPort();
            assertThat(complaint(folder.resolve("another"), option, Integer.toString(taken)))
                    .contains(what)
                    .contains("127.0.0.1:" + taken)
                    .contains("choose")
                    .contains(option);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsToldInOneLineThatSaysWhatToDo() throws Exception {
        Path data = Files.createDirectories(folder.resolve("junk"));
        Files.writeString(data.resolve("spans.mv.db"), "junk");
        assertThat(complaint(data, "--port", "0"))
                .contains("spans.mv.db")
                .contains("damaged or not a database")
                .contains("Move it away");
    }

    @Test
    void aWebhookThatCannotBeSignedIsToldBeforeAnythingStarts() {
        String yaml = "receivers: [{name: ops, url: 'https://hooks.example', secrets: [short]}]";
        assertThatThrownBy(() -> start(yaml))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ops")
                .hasMessageContaining("whsec_");
        assertThat(folder).isEmptyDirectory();
    }

    /** Starts it where it cannot run, and answers the one line that it says. */
    private String complaint(Path data, String option, String port) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Map<String, String> chosen = new TreeMap<>(Map.of("--port", "0", "--grpc-port", "0", "--http-port", "0"));
        chosen.put(option, port);
        String[] ports = chosen.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                .toArray(String[]::new);
        try (ServerProcess server = ServerProcess.start(data, errors, ports)) {
            assertThat(server.awaitEnd()).isEqualTo(1);
        }
        assertThat(Files.readAllLines(errors)).hasSize(1);
        return Files.readString(errors);
    }

    private Monitor start(String yaml) throws IOException, InterruptedException {
        return Monitor.start(
                SettingsReader.read("test", yaml, Map.of()).withData(folder).withPorts(0, 0, 0),
                InstantSource.system(),
                new StringWriter(),
                "test");
    }
}
