package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.ingest.MarkerRedactor;
import dev.vedette.ingest.OtlpDecoder;
import dev.vedette.ingest.OtlpEncoding;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoverageApiTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:34:56Z");
    private static final Path FIXTURES = Path.of("..", "shared", "data", "otlp-fixtures");

    private SampleSite site;
    private TestServer server;

    @BeforeEach
    void start() {
        site = new SampleSite(() -> NOW);
        server = new TestServer(site);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSiteOfWhichNothingIsKnownHasNoServices() {
        JsonNode coverage = server.json("/api/v1/coverage");

        assertThat(coverage.path("services")).isEmpty();
        assertThat(server.get("/api/v1/coverage?range=1h").statusCode()).isEqualTo(400);
    }

    @Test
    void saysOfAMadeUpServiceWhatItLacksAndWhatToSwitchOn() {
        site.filled(3);

        JsonNode coverage = server.json("/api/v1/coverage?service=support-desk");

        assertThat(coverage.path("services")).hasSize(1);
        JsonNode service = coverage.path("services").get(0);
        JsonNode user = spot(service, "user");
        assertThat(user.path("title").asText()).isEqualTo("No user");
        assertThat(user.path("settings").get(0).path("text").asText()).startsWith("user.id = ");
        assertThat(fact(service, "arguments").path("had")).isEqualTo(fact(service, "arguments").path("of"));
        assertThat(service.path("blind").findValuesAsText("rule")).contains("IDN-02");
        assertThat(user.path("rules").toString()).contains("IDN-02");
    }

    @Test
    void tellsRealSendersApart() throws Exception {
        assumeTrue(Files.isDirectory(FIXTURES), "the shared OTLP fixtures are not beside this project");
        for (int i = 0; i < 20; i++) {
            watch(Signal.TRACES, "openinference/openai-chat-streaming.json");
            watch(Signal.TRACES, "otel-genai/captured-openai-java-traces.json");
            watch(Signal.LOGS, "codex-cli/captured-0.169-logs.json");
        }

        JsonNode services = server.json("/api/v1/coverage").path("services");

        assertThat(services.findValuesAsText("service")).contains("openai-java-capture");
        assertThat(services).allSatisfy(service -> assertThat(service.path("dialects")).isNotEmpty());
        System.out.println(services.toPrettyString());
    }

    private void watch(Signal signal, String file) throws Exception {
        byte[] body = Files.readAllBytes(FIXTURES.resolve(file));
        TelemetryBatch batch = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults())
                .decode(signal, OtlpEncoding.JSON, body, Epoch.nanos(NOW))
                .batch();
        site.watch(batch, NOW);
    }

    private static JsonNode spot(JsonNode service, String name) {
        return named(service.path("spots"), "name", name);
    }

    private static JsonNode fact(JsonNode service, String name) {
        return named(service.path("facts"), "fact", name);
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path(field).asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + list));
    }
}
