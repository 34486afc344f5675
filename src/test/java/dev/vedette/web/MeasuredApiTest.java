package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.config.PriceFile;
import dev.vedette.ingest.CostEstimator;
import dev.vedette.ingest.MarkerRedactor;
import dev.vedette.ingest.OtlpDecoder;
import dev.vedette.ingest.OtlpEncoding;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API says of services that real senders' metrics alone tell of. */
class MeasuredApiTest {
    /** After the payloads were made. */
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static final Path FIXTURES = Path.of("..", "shared", "data", "otlp-fixtures");
    private static final String SESSION = "a5a99bae-cada-4cdb-a83a-5ab2032b27ac";

    private static final CostEstimator COSTS = new CostEstimator(PriceFile.shipped());

    private SampleSite site;
    private TestServer server;

    @BeforeEach
    void start() {
        site = new SampleSite(() -> NOW);
        server = new TestServer(site);
        assumeTrue(Files.isDirectory(FIXTURES), "the shared OTLP fixtures are not beside this project");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theirTotalsStandAmongTheOthersAndAreMarked() throws Exception {
        send(Signal.METRICS, "gemini-cli/captured-0.61-metrics.json");
        send(Signal.METRICS, "otel-genai/captured-openai-java-metrics.json");
        send(Signal.TRACES, "otel-genai/captured-openai-java-traces.json");

        JsonNode agents = server.json("/api/v1/agents?range=7d").path("agents");

        JsonNode gemini = of(agents, "gemini-cli");
        assertThat(gemini.path("measured").asBoolean()).isTrue();
        assertThat(gemini.path("inputTokens").asLong()).isEqualTo(122);
        assertThat(gemini.path("outputTokens").asLong()).as("with thoughts").isEqualTo(30);
        assertThat(gemini.path("costUsd").asDouble()).isPositive();
        assertThat(of(agents, "weather-agent").path("measured").asBoolean())
                .as("its spans tell the same")
                .isFalse();
    }

    @Test
    void theirSessionsStandOnTheAgentsPage() throws Exception {
        send(Signal.METRICS, "gemini-cli/captured-0.61-metrics.json");

        JsonNode page = server.json("/api/v1/agent?service=gemini-cli&agent=gemini-cli&range=7d");

        assertThat(page.path("measured")).hasSize(1);
        assertThat(page.path("measured").get(0).path("session").asText()).isEqualTo(SESSION);
        assertThat(page.path("measured").get(0).path("calls").asLong()).isEqualTo(3);
        assertThat(page.path("tools").get(0).path("name").asText()).isEqualTo("run_shell_command");
    }

    @Test
    void theyAreABlindSpotWithTheSettingThatEndsIt() throws Exception {
        for (int i = 0; i < 4; i++) {
            send(Signal.METRICS, "gemini-cli/captured-0.61-metrics.json");
        }

        JsonNode service = server.json("/api/v1/coverage?service=gemini-cli")
                .path("services")
                .get(0);

        assertThat(service.path("understood").asBoolean()).isTrue();
        assertThat(service.path("dialects").get(0).path("name").asText()).isEqualTo("gemini-cli");
        assertThat(service.path("counts").path("measures").asLong()).isPositive();
        JsonNode spot = service.path("spots").get(0);
        assertThat(spot.path("name").asText()).isEqualTo("metrics_alone");
        assertThat(spot.path("rules")).hasSameSizeAs(service.path("blind"));
        assertThat(spot.path("rules").toString()).contains("SEC-01", "LOOP-04").doesNotContain("COST-01");
        assertThat(spot.path("settings").get(0).path("text").asText()).contains("\"traces\": true");
        assertThat(service.path("facts").toString())
                .contains("\"fact\":\"tokens\",\"had\":0,\"of\":0,\"told\":0,\"measured\":3");
    }

    private static JsonNode of(JsonNode agents, String service) {
        for (JsonNode agent : agents) {
            if (agent.path("service").asText().equals(service)) {
                return agent.path("totals");
            }
        }
        throw new AssertionError(service + " is not among " + agents);
    }

    private void send(Signal signal, String file) throws Exception {
        byte[] body = Files.readAllBytes(FIXTURES.resolve(file));
        TelemetryBatch batch = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults(), COSTS)
                .decode(signal, OtlpEncoding.JSON, body, Epoch.nanos(NOW))
                .batch();
        site.traces.append(List.of(new Arrival(Epoch.nanos(NOW), batch)));
        site.watch(batch, NOW);
    }
}
