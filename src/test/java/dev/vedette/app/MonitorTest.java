package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole product in this process: real exporters in front, a real webhook and a second Vedette behind. */
@Timeout(120)
class MonitorTest {
    private static final List<String> INCIDENTS = List.of("SEC-01", "TOOL-01", "RATE-01");
    private static final int BURST = 240;

    /** What no rule takes for a key, to see that looking for bytes finds what is there. */
    private static final String HARMLESS = "a-harmless-order-number-4711";

    private static final String UNIQUE_PART = "Z7QK4M2XW9TB" + "D5LH";
    private static final String SECRET = "AKI" + "A" + UNIQUE_PART;

    @TempDir
    Path folder;

    private final StringWriter terminal = new StringWriter();
    private final CapturedLog log = new CapturedLog();
    private WebhookReceiver webhook;

    @BeforeEach
    void listen() throws IOException {
        webhook = new WebhookReceiver();
    }

    @AfterEach
    void stop() {
        webhook.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http"})
    void incidentsAreToldEverywhereAndTheSecretNowhere(String protocol) throws Exception {
        DashboardClient first;
        DashboardClient second;
        try (Monitor behind = start("behind", "");
                Monitor monitor = start("first", webhook.yaml() + forward(protocol, behind));
                SampleAgent agent = SampleAgent.of(monitor, protocol);
                LiveNews news = new LiveNews(monitor.dashboardUrl())) {
            first = new DashboardClient(monitor.dashboardUrl());
            second = new DashboardClient(behind.dashboardUrl());
            warmUp(agent, first);

            String leak = toldWithinASecond("SEC-01", news, () -> agent.call(SampleAgent.DECLARED, arguments()));
            String unknown = toldWithinASecond("TOOL-01", news, () -> agent.call("shell_exec", "{\"a\":1}"));
            String burst = toldWithinASecond("RATE-01", news, () -> agent.burst(BURST));

            INCIDENTS.forEach(rule -> checkAlert(rule, first));
            checkScrubbed(first.spans(leak, 2));
            assertThat(first.spans(leak, 2).toString())
                    .contains("aws-access-key-id")
                    .contains("vedette.sightings");
            checkScrubbed(second.spans(leak, 2));
            assertThat(second.spans(unknown, 2)).hasSize(2);
            assertThat(second.spans(burst, BURST + 1)).hasSize(BURST + 1);
            assertThat(news.texts()).noneMatch(text -> text.contains(UNIQUE_PART));
        }
        assertSecretNowhere(first, second);
        assertNoTrouble();
    }

    @Test
    void peopleActOnAlerts() throws Exception {
        try (Monitor monitor = start("first", webhook.yaml());
                SampleAgent agent = SampleAgent.of(monitor, "http")) {
            DashboardClient people = new DashboardClient(monitor.dashboardUrl());
            agent.call("shell_exec", "{\"a\":1}");
            String alert = path(people.oneAlert("TOOL-01"));

            assertThat(people.post(alert + "/acknowledge", "{\"by\":\"ada\",\"note\":\"looking\"}")
                            .path("state")
                            .asText())
                    .isEqualToIgnoringCase("acknowledged");
            assertThat(people.post(alert + "/resolve", "{\"by\":\"ada\"}")
                            .path("state")
                            .asText())
                    .isEqualToIgnoringCase("resolved");
            assertThat(people.json(alert).path("history").findValuesAsText("by"))
                    .containsExactly("ada", "ada", "vedette");

            people.post(
                    "/api/v1/silences",
                    "{\"matchers\":[{\"label\":\"agent\",\"value\":\"support\"}],\"durationMinutes\":5}");
            agent.call(SampleAgent.DECLARED, arguments());
            assertThat(people.oneAlert("SEC-01").path("silenced").asBoolean()).isTrue();
            assertThat(webhook.oneOpened("TOOL-01").headers()).isNotNull();
        }
        assertThat(webhook.opened("SEC-01"))
                .as("nobody is told of what is silenced")
                .isEmpty();
        assertThat(terminal.toString()).contains("TOOL-01").doesNotContain("SEC-01");
    }

    @Test
    void aRestartLosesNothingAndTellsNothingTwice() throws Exception {
        String yaml = webhook.yaml();
        Monitor before = start("first", yaml);
        String trace;
        try (SampleAgent agent = SampleAgent.of(before, "grpc")) {
            agent.call("shell_exec", "{\"a\":1}");
            trace = agent.call(SampleAgent.DECLARED, arguments());
            agent.burst(BURST);
        }
        INCIDENTS.forEach(rule -> new DashboardClient(before.dashboardUrl()).oneAlert(rule));
        INCIDENTS.forEach(rule -> webhook.oneOpened(rule));
        Map<String, Long> alerts = occurrences(new DashboardClient(before.dashboardUrl()));
        try (LiveNews openPage = new LiveNews(before.dashboardUrl())) {
            long asked = System.nanoTime();
            before.close();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
            assertThat(openPage.texts()).isNotEmpty();
        }

        try (Monitor after = start("first", yaml);
                SampleAgent agent = SampleAgent.of(after, "grpc")) {
            DashboardClient people = new DashboardClient(after.dashboardUrl());
            assertThat(occurrences(people)).isEqualTo(alerts);
            assertThat(people.spans(trace, 2)).hasSize(2);
            agent.call("rm_rf", "{}");
            Eventually.holds(
                    "news after the restart", () -> webhook.opened("TOOL-01").size() == 2);
            assertThat(people.alerts("TOOL-01")).hasSize(2);
        }
        assertThat(webhook.opened("SEC-01")).hasSize(1);
        assertThat(webhook.opened("RATE-01")).hasSize(1);
        assertNoTrouble();
    }

    private void assertNoTrouble() {
        assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
    }

    private static Map<String, Long> occurrences(DashboardClient people) {
        return INCIDENTS.stream()
                .map(people::oneAlert)
                .collect(Collectors.toMap(
                        alert -> alert.path("fingerprint").asText(),
                        alert -> alert.path("occurrences").asLong()));
    }

    /** The first of everything takes longer: classes are loaded, connections made. */
    private static void warmUp(SampleAgent agent, DashboardClient people) {
        String trace = agent.call(SampleAgent.DECLARED, "{\"order\":\"" + HARMLESS + "\"}");
        assertThat(people.spans(trace, 2)).hasSize(2);
        assertThat(people.json("/api/v1/alerts").path("alerts")).isEmpty();
    }

    private static String toldWithinASecond(String rule, LiveNews news, Incident incident) {
        long sent = System.nanoTime();
        String trace = incident.happen();
        assertThat(TimeUnit.NANOSECONDS.toMillis(news.opened(rule) - sent))
                .as("milliseconds from the export of %s to the live feed", rule)
                .isLessThan(1_000);
        return trace;
    }

    private void checkAlert(String rule, DashboardClient people) {
        JsonNode alert = people.oneAlert(rule);
        assertThat(alert.path("labels").path("agent").asText()).isEqualTo(SampleAgent.NAME);
        assertThat(people.json(path(alert)).path("proof")).isNotEmpty();
        WebhookReceiver.Message message = webhook.oneOpened(rule);
        message.assertSigned();
        assertThat(message.json().path("alerts").path(0).path("fingerprint")).isEqualTo(alert.path("fingerprint"));
    }

    private static void checkScrubbed(List<JsonNode> spans) {
        assertThat(spans.toString()).contains("aws key [REDACTED:").doesNotContain(UNIQUE_PART);
    }

    private void assertSecretNowhere(DashboardClient... clients) throws IOException {
        for (String place : List.of("first", "behind")) {
            Path data = folder.resolve(place);
            assertThat(RawBytes.any(data, file -> file.contains(HARMLESS)))
                    .as("control: what is there is found")
                    .isTrue();
            assertThat(RawBytes.any(data, file -> file.contains(UNIQUE_PART)))
                    .as("the secret is in a file of %s", place)
                    .isFalse();
        }
        for (DashboardClient client : clients) {
            client.answers().forEach(answer -> assertThat(answer).doesNotContain(UNIQUE_PART));
        }
        webhook.messages().forEach(message -> assertThat(message.body()).doesNotContain(UNIQUE_PART));
        assertThat(terminal.toString()).contains("SEC-01").doesNotContain(UNIQUE_PART);
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(UNIQUE_PART));
    }

    private static String arguments() {
        return "{\"to\":\"jo@customer.example\",\"body\":\"aws key " + SECRET + "\"}";
    }

    private static String path(JsonNode alert) {
        return "/api/v1/alerts/" + alert.path("fingerprint").asText();
    }

    private static String forward(String protocol, Monitor behind) {
        return """
                forward:
                  - name: behind
                    protocol: %s
                    endpoint: %s
                """.formatted(protocol, protocol.equals("grpc") ? behind.grpcEndpoint() : behind.httpEndpoint());
    }

    private Monitor start(String name, String yaml) throws IOException, InterruptedException {
        Settings settings = SettingsReader.read("test", yaml, Map.of())
                .withData(Files.createDirectories(folder.resolve(name)))
                .withPorts(0, 0, 0);
        return Monitor.start(settings, InstantSource.system(), terminal, "test");
    }

    /** Something that goes wrong; answers the trace in which it did. */
    private interface Incident {
        String happen();
    }
}
