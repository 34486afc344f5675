package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What model calls cost, from the OTLP request to the dashboard's answers and to rules. */
@Timeout(120)
class MonitorCostTest {
    private static final String RULE = """
            schema: 1
            id: COST-90
            name: dear-call
            title: A dear call
            version: 1
            status: stable
            family: COST
            severity: low
            confidence: high
            summary: One call cost more than a call should.
            tags: [owasp-llm25:LLM10]
            needs: {tier: metadata, all_of: [gen_ai.usage.cost]}
            detect: {type: match, event: [model.call], where: e.cost > 0.5}
            dedup: {key: [e.session], for: 6h}
            output: {title: "A call cost a lot", body: "It did"}
            triage: {false_positives: ["none"], steps: ["Look at it"]}
            tests:
              - {name: dear, events: [{kind: model.call, usage: {input_tokens: 1}, cost: 0.6}], expect: {alerts: 1}}
              - {name: cheap, events: [{kind: model.call, usage: {input_tokens: 1}, cost: 0.1}], expect: {alerts: 0}}
            """;

    @TempDir
    Path folder;

    @Test
    void aCallWithoutACostGetsOneFromTheTable() throws Exception {
        try (Monitor monitor = start("")) {
            DashboardClient client = new DashboardClient(monitor.dashboardUrl());
            send(monitor, List.of(call(1, "openai", "gpt-5-mini-2025-08-07", 12_000, 800, "")));

            JsonNode page = span(client, 1);
            // 12,000 × $0.25/M + 800 × $2/M
            assertThat(page.at("/span/usage/costUsd").asDouble()).isEqualTo(0.0046, within(1e-9));
            assertThat(page.at("/span/usage/costEstimated").asBoolean()).isTrue();
            assertThat(page.path("costNote").asText())
                    .isEqualTo("openai/gpt-5-mini: 12,000 in × $0.25/M + 800 out × $2/M");
            JsonNode trace = client.json("/api/v1/traces?range=1h").at("/traces/0");
            assertThat(trace.path("costUsd").asDouble()).isEqualTo(0.0046, within(1e-9));
            assertThat(trace.path("costEstimated").asBoolean()).isTrue();
            assertThat(trace.path("unpriced").asInt()).isZero();
        }
    }

    @Test
    void whatSendersReportIsKeptAndWhatNobodyKnowsIsNotFree() throws Exception {
        try (Monitor monitor = start("")) {
            DashboardClient client = new DashboardClient(monitor.dashboardUrl());
            send(
                    monitor,
                    List.of(
                            call(1, "openai", "gpt-5-mini", 12_000, 800, attribute("gen_ai.usage.cost", 0.5)),
                            call(2, "openai", "gpt-5-mini", 12_000, 800, attribute("gen_ai.usage.cost", 0)),
                            call(3, "ollama", "llama3.2:3b", 12_000, 800, ""),
                            call(4, "openai", "gpt-5-mini", 12_000, 800, "")));

            assertThat(span(client, 1).at("/span/usage/costUsd").asDouble()).isEqualTo(0.5);
            assertThat(span(client, 1).path("costNote").asText()).isEqualTo("reported by the sender");
            assertThat(span(client, 2).at("/span/usage/costUsd").asDouble(-1)).isZero();
            assertThat(span(client, 3).at("/span/usage/costUsd").isNull()).isTrue();
            assertThat(span(client, 3).path("costNote").asText()).contains("no price for this model");
            JsonNode overview = client.json("/api/v1/overview?range=1h");
            JsonNode totals = overview.path("totals");
            assertThat(totals.path("costUsd").asDouble()).isEqualTo(0.5046, within(1e-9));
            assertThat(totals.path("priced").asInt()).isEqualTo(3);
            assertThat(totals.path("estimated").asInt()).isEqualTo(1);
            assertThat(totals.path("unpriced").asInt()).isEqualTo(1);
            assertThat(overview.path("unpriced")).extracting(JsonNode::asText).containsExactly("llama3.2:3b");
            assertThat(client.json("/api/v1/agents?range=1h").path("unpriced"))
                    .extracting(JsonNode::asText)
                    .containsExactly("llama3.2:3b");
        }
    }

    @Test
    void ownPricesGoFirst() throws Exception {
        Path prices = Files.writeString(folder.resolve("prices.yaml"), """
                vendors:
                  openai: {models: {gpt-5-mini: {input: 1000, output: 0}}}
                  ollama: {models: {"*": {input: 0, output: 0}}}
                """);
        try (Monitor monitor = start("pricing:\n  file: " + prices)) {
            DashboardClient client = new DashboardClient(monitor.dashboardUrl());
            send(
                    monitor,
                    List.of(
                            call(1, "openai", "gpt-5-mini", 12_000, 800, ""),
                            call(2, "ollama", "llama3.2:3b", 12_000, 800, "")));

            assertThat(span(client, 1).at("/span/usage/costUsd").asDouble()).isEqualTo(12.0, within(1e-9));
            assertThat(span(client, 2).at("/span/usage/costUsd").asDouble(-1)).isZero();
            assertThat(client.json("/api/v1/overview?range=1h").path("unpriced"))
                    .isEmpty();
        }
    }

    @Test
    void aRuleAboutCostIsBlindUntilACostIsKnown() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("COST-90.yaml"), RULE);
        try (Monitor monitor = start("rules:\n  folder: " + folder.resolve("rules"))) {
            DashboardClient client = new DashboardClient(monitor.dashboardUrl());
            send(
                    monitor,
                    IntStream.rangeClosed(1, 200)
                            .mapToObj(number -> call(number, "ollama", "llama3.2:3b", 10, 1, ""))
                            .toList());

            Eventually.holds(
                    "it says why it is blind",
                    () -> rule(client)
                            .path("blindBecause")
                            .asText()
                            .startsWith("no cost is known: none reported, and no price for the models seen"));

            send(monitor, List.of(call(201, "openai", "gpt-5", 1_000_000, 100, "")));
            Eventually.holds("it alerts", () -> client.alerts("COST-90").size() == 1);
            Eventually.holds(
                    "it sees",
                    () -> rule(client).path("blindBecause").asText("").isEmpty());
        }
    }

    @Test
    void aPriceFileThatCannotBeUsedStopsTheStart() throws IOException {
        Path prices = Files.writeString(folder.resolve("prices.yaml"), "modles: {}");

        assertThatThrownBy(() -> start("pricing:\n  file: " + prices))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("did you mean 'models'?");
        assertThatThrownBy(() -> start("pricing:\n  file: " + folder.resolve("none.yaml")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("pricing.file");
    }

    private Monitor start(String yaml) throws IOException, InterruptedException {
        Settings settings = SettingsReader.read("test", yaml, Map.of())
                .withEmbeddedStore(folder.resolve("data"))
                .withPorts(0, 0, 0);
        return Monitor.start(settings, InstantSource.system(), new StringWriter(), "test");
    }

    private static JsonNode rule(DashboardClient client) {
        for (JsonNode rule : client.json("/api/v1/rules").path("rules")) {
            if (rule.toString().contains("COST-90")) {
                return rule;
            }
        }
        throw new AssertionError("the rule did not load");
    }

    private static JsonNode span(DashboardClient client, int number) {
        return client.json("/api/v1/traces/%032x/spans/%016x".formatted(number, number));
    }

    private static void send(Monitor monitor, List<String> spans) {
        String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                + spans.stream().collect(Collectors.joining(",")) + "]}]}]}";
        DashboardClient sender = new DashboardClient(monitor.httpEndpoint());
        assertThat(sender.send(HttpRequest.newBuilder(URI.create(monitor.httpEndpoint() + "/v1/traces"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String call(int number, String provider, String model, int input, int output, String more) {
        long end = InstantSource.system().millis();
        return """
                {"traceId":"%032x","spanId":"%016x","name":"chat","kind":3,"startTimeUnixNano":"%d000000",
                "endTimeUnixNano":"%d000000","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.provider.name","value":{"stringValue":"%s"}},
                {"key":"gen_ai.request.model","value":{"stringValue":"%s"}},
                {"key":"gen_ai.usage.input_tokens","value":{"intValue":"%d"}},
                {"key":"gen_ai.usage.output_tokens","value":{"intValue":"%d"}}%s]}""".formatted(number, number, end - 500, end, provider, model, input, output, more);
    }

    private static String attribute(String key, double value) {
        return ",{\"key\":\"" + key + "\",\"value\":{\"doubleValue\":" + value + "}}";
    }
}
