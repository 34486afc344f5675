package dev.vedette.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.app.Monitor;
import dev.vedette.config.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoFleetTest {
    private static final Set<String> WHAT_GOES_WRONG = Set.of(
            "SEC-01", "TOOL-01", "RATE-01", "LOOP-01", "LOOP-06", "INJ-01", "INJ-02", "EXF-15", "COST-01", "COST-11",
            "OBS-01");

    @TempDir
    private Path folder;

    @Test
    @Timeout(180)
    void everyIncidentIsAlertedAndOrdinaryWorkIsNot() throws Exception {
        List<String> story = new CopyOnWriteArrayList<>();
        try (Monitor monitor = Monitor.start(
                        SettingsReader.read("test", "", Map.of())
                                .withData(folder)
                                .withPorts(0, 0, 0),
                        InstantSource.system(),
                        new StringBuilder(),
                        "test");
                DemoFleet fleet = new DemoFleet(
                        monitor.grpcEndpoint(),
                        monitor.dashboardUrl(),
                        1,
                        Duration.ofMillis(400),
                        InstantSource.system(),
                        story::add)) {
            fleet.start();
            Set<String> rules = alerted(monitor);
            while (!rules.containsAll(WHAT_GOES_WRONG)) {
                rules = alerted(monitor);
            }

            assertThat(rules).isEqualTo(WHAT_GOES_WRONG);
            assertThat(story).anyMatch(line -> line.contains("never declared"));
        }
    }

    private static Set<String> alerted(Monitor monitor) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(monitor.dashboardUrl() + "/api/v1/alerts"))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Set<String> rules = new TreeSet<>();
        for (JsonNode alert : new ObjectMapper().readTree(body).path("alerts")) {
            rules.add(alert.path("rule").asText());
        }
        return rules;
    }
}
