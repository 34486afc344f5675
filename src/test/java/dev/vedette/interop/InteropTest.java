package dev.vedette.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.app.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Real clients send to Vedette as its setup page tells them to; Vedette understands them and passes them on, scrubbed, to
 * a real Jaeger, a real Collector and a stand-in for Langfuse.
 */
@Tag("interop")
@Timeout(600)
class InteropTest {
    private static final String CACHE = "VEDETTE_INTEROP_CACHE";
    private static final String UNIQUE_PART = "Z7QK4M2XW9TB" + "D5LH";
    private static final String SECRET = "AKI" + "A" + UNIQUE_PART;
    private static final String MASK = "[REDACTED:";

    @TempDir
    private static Path folder;

    private static InteropSite site;

    @BeforeAll
    static void start() throws Exception {
        String cache = System.getenv(CACHE);
        assertThat(cache).as("run src/interop/run, which sets %s", CACHE).isNotNull();
        site = new InteropSite(
                Path.of(cache).toAbsolutePath(), folder, "Where is order 4711? My key is " + SECRET + ", use it.");
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @ParameterizedTest
    @FieldSource("dev.vedette.interop.Client#ALL")
    void aClientIsUnderstoodAndPassedOnWithoutItsSecret(Client client) throws Exception {
        Set<String> before = site.traces();
        site.clients.run(client, site.guide(client.guide()));
        Set<String> traces = new HashSet<>(site.traces());
        traces.removeAll(before);
        assertThat(traces).as("traces of the run").isNotEmpty();

        PassedOn passedOn = new PassedOn(site, UNIQUE_PART);
        traces.forEach(passedOn::check);
        checkUnderstood(client, site.operations(traces));
    }

    @Test
    void theLineForCurlIsUnderstood() throws Exception {
        Set<String> before = site.traces();
        Path here = Files.createDirectories(folder.resolve("curl"));
        String answer =
                site.clients.shell(site.guide("curl").at("/steps/0/text").asText(), here);

        assertThat(answer).isEqualTo("{}");
        Set<String> traces = new HashSet<>(site.traces());
        traces.removeAll(before);
        List<JsonNode> spans = site.operations(traces);
        assertThat(spans).hasSize(1);
        assertThat(spans.get(0).at("/span/operation/requestModel").asText()).isEqualTo("gpt-4o-mini");
        assertThat(spans.get(0).at("/span/usage/inputTokens").asInt()).isEqualTo(21);
        assertThat(spans.get(0).at("/span/operation/output").toString()).contains("It has shipped.");
    }

    @Test
    void aBatchThatLangfuseRefusesIsToldAndLosesOnlyWhatIsBad() throws Exception {
        site.langfuse.refuseBatchesWith("chat gpt-4o-mini");
        try {
            Path here = Files.createDirectories(folder.resolve("refused"));
            site.clients.shell(site.guide("curl").at("/steps/0/text").asText(), here);
            Eventually.holds(
                    "the refusal is told",
                    () -> forwarder("langfuse").path("lastError").asText().contains("HTTP 400"));

            assertThat(forwarder("langfuse").path("refused").asInt()).isEqualTo(1);
            assertThat(forwarder("langfuse").path("lastError").asText()).contains("Invalid span");
            assertThat(forwarder("jaeger").path("refused").asInt()).isZero();
        } finally {
            site.langfuse.refuseBatchesWith("");
        }
    }

    @Test
    void noGuideShowsAToken() {
        String setup = site.vedette("/api/v1/setup").toString();
        assertThat(setup)
                .contains("$VEDETTE_TOKEN", site.monitor.httpEndpoint())
                .doesNotContain("token-of-the-");
    }

    private static void checkUnderstood(Client client, List<JsonNode> spans) {
        List<JsonNode> calls = spans.stream()
                .filter(span -> span.at("/row/operation").asText().equals("model"))
                .toList();
        SoftAssertions soft = new SoftAssertions();
        soft.assertThat(calls).as("model calls").hasSize(client.modelCalls());
        soft.assertThat(calls)
                .as("models")
                .allSatisfy(call -> assertThat(call.at("/row/subject").asText()).startsWith(client.model()));
        soft.assertThat(calls)
                .as("calls with tokens")
                .filteredOn(call -> call.at("/span/usage/inputTokens").asInt() == StubModel.INPUT_TOKENS
                        && call.at("/span/usage/outputTokens").asInt() == StubModel.OUTPUT_TOKENS)
                .hasSizeGreaterThanOrEqualTo(2);
        soft.assertThat(texts(calls, "/span/operation/input"))
                .as("what was asked")
                .contains("Where is order 4711?", MASK);
        soft.assertThat(texts(calls, "/span/operation/output"))
                .as("what was answered")
                .contains(StubModel.ANSWER);
        List<String> tools = spans.stream()
                .map(span -> span.at("/span/operation/tool").asText())
                .toList();
        if (client.runsTool()) {
            soft.assertThat(tools).as("spans of tools").contains(StubTool.ORDERS.name());
        } else {
            soft.assertThat(texts(calls, "/span/operation/output"))
                    .as("the tool that was asked for")
                    .contains("tool_call", StubTool.ORDERS.name());
        }
        soft.assertAll();
    }

    private static String texts(List<JsonNode> calls, String place) {
        return calls.stream().map(call -> call.at(place).toString()).toList().toString();
    }

    private static JsonNode forwarder(String name) {
        for (JsonNode forwarder : site.vedette("/api/v1/health").path("forwarders")) {
            if (forwarder.path("name").asText().equals(name)) {
                return forwarder;
            }
        }
        throw new AssertionError("there is no forwarder " + name);
    }
}
