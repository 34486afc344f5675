package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.ingest.MarkerRedactor;
import dev.vedette.ingest.OtlpDecoder;
import dev.vedette.ingest.OtlpEncoding;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.ingest.Requests;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        JsonNode coverage = server.json("/api/v1/coverage?service=crm-assistant");

        assertThat(coverage.path("services")).hasSize(1);
        JsonNode service = coverage.path("services").get(0);
        JsonNode content = spot(service, "content");
        assertThat(content.path("title").asText()).isEqualTo("Content capture is off");
        assertThat(content.path("settings")).hasSize(1);
        assertThat(content.path("settings").get(0).path("text").asText())
                .isEqualTo("export TRACELOOP_TRACE_CONTENT=true");
        assertThat(content.path("rules").toString()).contains("SEC-01", "INJ-01", "EXF-15");
        assertThat(spot(service, "user").path("rules").toString()).contains("IDN-02");
        assertThat(fact(service, "tokens").path("had"))
                .isEqualTo(fact(service, "tokens").path("of"));
        assertThat(service.path("dialects").get(0).path("name").asText()).isEqualTo("openllmetry");
        assertThat(service.path("instrumentation").get(0).path("version").asText())
                .isEqualTo("0.33.9");
    }

    @Test
    void seesPlaceholdersHolesAndServicesThatAreNoAgents() {
        site.filled(3);

        JsonNode coding = server.json("/api/v1/coverage?service=claude-code")
                .path("services")
                .get(0);
        JsonNode gateway = server.json("/api/v1/coverage?service=edge-gateway")
                .path("services")
                .get(0);

        assertThat(spot(coding, "content").path("title").asText()).isEqualTo("Content is held back");
        assertThat(spot(coding, "content").path("settings").get(0).path("text").asText())
                .contains("OTEL_LOG_USER_PROMPTS=1");
        assertThat(spot(coding, "sampled").path("title").asText()).isEqualTo("Traces have holes");
        assertThat(gateway.path("understood").asBoolean()).isFalse();
        assertThat(spot(gateway, "not_understood").path("settings")).isEmpty();
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

        assertThat(services.findValuesAsText("service")).contains("codex_exec", "weather-agent");
        assertThat(services)
                .allSatisfy(service -> assertThat(service.path("dialects")).isNotEmpty());
        JsonNode weather = server.json("/api/v1/coverage?service=weather-agent")
                .path("services")
                .get(0);
        assertThat(weather.path("instrumentation").get(0).path("name").asText())
                .startsWith("io.opentelemetry.openai-java");
        assertThat(fact(weather, "tokens").path("told").asLong()).isPositive();
        assertThat(spot(weather, "content").path("settings").get(0).path("text").asText())
                .isEqualTo("-Dotel.instrumentation.genai.capture-message-content=true");
    }

    @ParameterizedTest(name = "a trace state of {0} below a caller: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ot=th:c;rv:6e6d1a75832a2f | 3 spans say that they are a sample: of some, only 25 % are kept.",
                "ot=th:fffbce4217d2849 |",
                "ot=p:12;r:62 | 3 spans say that they are a sample: of some, only 0.0244 % are kept.",
                "ot=th:0 |",
                "es=s:0.1 |"
            })
    void seesThatTheTraceStateTellsOfASample(String traceState, @Nullable String because) throws Exception {
        for (int number = 0; number < 3; number++) {
            byte[] body = Requests.traces(Requests.span(number)
                            .setParentSpanId(Requests.id("00f067aa0ba902b7"))
                            .setTraceState(traceState))
                    .toByteArray();
            watch(Signal.TRACES, OtlpEncoding.PROTOBUF, body);
        }

        JsonNode service = server.json("/api/v1/coverage").path("services").get(0);

        assertThat(service.path("service").asText()).isEqualTo("shop");
        assertThat(fact(service, "sampled").path("told").asLong()).isEqualTo(because == null ? 0 : 3);
        if (because == null) {
            assertThat(service.path("spots").findValuesAsText("name")).doesNotContain("sampled");
        } else {
            assertThat(spot(service, "sampled").path("because").asText()).isEqualTo(because);
        }
    }

    private void watch(Signal signal, String file) throws Exception {
        watch(signal, OtlpEncoding.JSON, Files.readAllBytes(FIXTURES.resolve(file)));
    }

    private void watch(Signal signal, OtlpEncoding encoding, byte[] body) throws Exception {
        TelemetryBatch batch = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults())
                .decode(signal, encoding, body, Epoch.nanos(NOW))
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
