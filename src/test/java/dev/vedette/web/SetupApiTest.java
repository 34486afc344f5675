package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupApiTest {
    private static final String TOKEN = "a-token-" + "for-tests";

    @Test
    void guidesHoldTheServersAddressesAndNoTokenWhereNoneIsNeeded() {
        JsonNode setup = setup();

        assertThat(setup.path("senderToken").asBoolean()).isFalse();
        assertThat(setup.path("guides"))
                .extracting(guide -> guide.path("id").asText())
                .doesNotHaveDuplicates()
                .contains("opentelemetry", "curl", "java-agent", "claude-code", "codex-cli", "gemini-cli")
                .hasSizeGreaterThan(18);
        assertThat(texts(setup))
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{http}", "{grpc}", "VEDETTE_TOKEN"));
        assertThat(texts(setup)).anyMatch(text -> text.contains("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318"));
        assertThat(texts(setup)).anyMatch(text -> text.contains("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317"));
    }

    @Test
    void whereATokenIsNeededEveryGuideSaysSoAndNoneShowsIt() {
        JsonNode setup = setup(TOKEN);

        assertThat(setup.path("senderToken").asBoolean()).isTrue();
        assertThat(setup.path("guides"))
                .allSatisfy(guide -> assertThat(guide.toString()).contains("VEDETTE_TOKEN"));
        assertThat(setup.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest(name = "{0} seen as {1} is {2}")
    @CsvSource({
        "http://127.0.0.1:4318, vedette.example:8080, http://127.0.0.1:4318",
        "http://0.0.0.0:4318, vedette.example:8080, http://vedette.example:4318",
        "http://0.0.0.0:4318, vedette.example, http://vedette.example:4318",
        "http://0.0.0.0:4318, [2001:db8::1]:8080, http://[2001:db8::1]:4318",
        "http://[::]:4318, 10.0.0.7:80, http://10.0.0.7:4318",
        "http://0.0.0.0:4318, $(reboot):1, http://0.0.0.0:4318",
        "http://0.0.0.0:4318, 'a;b', http://0.0.0.0:4318",
        "http://0.0.0.0:4318, , http://0.0.0.0:4318"
    })
    void aServerThatListensEverywhereGoesByTheNameThatTheReaderUses(String endpoint, String host, String shown) {
        assertThat(SetupApi.reachable(endpoint, host)).isEqualTo(shown);
    }

    private static List<String> texts(JsonNode setup) {
        List<String> texts = new ArrayList<>();
        setup.path("guides")
                .forEach(guide -> guide.path("steps")
                        .forEach(step -> texts.add(step.path("text").asText())));
        return texts;
    }

    private static JsonNode setup(String... tokens) {
        try (TestServer server = new TestServer(new SampleSite(() -> Instant.EPOCH), tokens)) {
            return TestServer.parse(
                    server.send(server.request("/api/v1/setup").header("Authorization", "Bearer " + TOKEN))
                            .body());
        }
    }
}
