package dev.vedette.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vedette.app.Eventually;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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
 * Coding agents, set up as the setup page tells, ask the stub of a model, run a command of the shell and answer. They
 * tell it in spans, log records and metrics; it has happened once.
 */
@Tag("interop")
@Timeout(600)
class CodingAgentInteropTest {
    private static final String CACHE = "VEDETTE_INTEROP_CACHE";
    private static final String UNIQUE_PART = "Z7QK4M2XW9TB" + "D5LH";
    private static final String PROMPT = "Where is order 4711? My key is AKI" + "A" + UNIQUE_PART + ", use it.";
    private static final String MASK = "[REDACTED:";

    @TempDir
    private static Path folder;

    private static InteropSite site;

    @BeforeAll
    static void start() throws Exception {
        String cache = System.getenv(CACHE);
        assertThat(cache).as("run src/interop/run, which sets %s", CACHE).isNotNull();
        site = new InteropSite(Path.of(cache).toAbsolutePath(), folder, PROMPT);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @ParameterizedTest
    @FieldSource("dev.vedette.interop.CodingAgent#ALL")
    void aCodingAgentIsUnderstoodOnceAndPassedOnWithoutItsSecret(CodingAgent agent) throws Exception {
        Set<String> before = site.traces();
        Client client = agent.client();
        site.clients.run(client, site.guide(client.guide()));
        Eventually.holds("all that it tells", () -> tells(agent, "metrics") && tells(agent, "logs"));
        Set<String> traces = new HashSet<>(site.traces());
        traces.removeAll(before);

        PassedOn passedOn = new PassedOn(site, UNIQUE_PART);
        traces.forEach(passedOn::check);
        Eventually.holds(
                "log records and metrics in the Collector",
                () -> isCollected(agent, "resourceLogs") && isCollected(agent, "resourceMetrics"));
        List<JsonNode> operations = site.operations(traces);
        SoftAssertions soft = new SoftAssertions();
        checkWhatWasSaid(soft, agent, operations, pages(traces));
        checkWhatWasDone(soft, agent, operations);
        checkTotals(soft, agent);
        soft.assertAll();
    }

    @Test
    void metricsAloneTellTotals() throws Exception {
        Set<String> before = site.traces();
        Client client = CodingAgent.CLAUDE_CODE.client();
        site.clients.run(client, site.guide(client.guide()), """
                unset OTEL_TRACES_EXPORTER OTEL_LOGS_EXPORTER
                export OTEL_RESOURCE_ATTRIBUTES=service.name=metrics-alone
                """);
        Eventually.holds(
                "the totals", () -> !row("agents", "service", "metrics-alone").isMissingNode());

        JsonNode totals = row("agents", "service", "metrics-alone").path("totals");
        assertThat(totals.path("measured").asBoolean()).isTrue();
        assertThat(totals.path("inputTokens").asInt()).isEqualTo(2 * StubModel.INPUT_TOKENS);
        assertThat(totals.path("outputTokens").asInt()).isEqualTo(2 * StubModel.OUTPUT_TOKENS);
        assertThat(totals.path("costUsd").asDouble()).isPositive();
        assertThat(site.traces()).isEqualTo(before);
    }

    private static void checkWhatWasSaid(
            SoftAssertions soft, CodingAgent agent, List<JsonNode> operations, String pages) {
        List<JsonNode> prompts = of("prompt", operations);
        soft.assertThat(prompts).as("prompts").hasSize(1);
        soft.assertThat(prompts.toString()).contains("Where is order 4711?", MASK);
        soft.assertThat(pages.contains(StubModel.ANSWER)).as("its answer").isEqualTo(agent.tellsAnswer());
        soft.assertThat(operations.stream()
                        .filter(each -> List.of("prompt", "model", "tool", "decision")
                                .contains(each.at("/row/operation").asText()))
                        .map(each -> each.at("/span/actor/session").asText())
                        .distinct())
                .as("sessions")
                .hasSize(1);
    }

    private static void checkWhatWasDone(SoftAssertions soft, CodingAgent agent, List<JsonNode> operations) {
        soft.assertThat(of("model", operations))
                .as("calls of the model whose tokens count")
                .filteredOn(call -> call.at("/row/counted").asBoolean()
                        && call.at("/span/usage/inputTokens").asInt() == StubModel.INPUT_TOKENS
                        && call.at("/span/usage/outputTokens").asInt() == StubModel.OUTPUT_TOKENS)
                .hasSize(agent.client().modelCalls())
                .allSatisfy(call -> assertThat(call.at("/row/subject").asText())
                        .isEqualTo(agent.client().model()));
        List<JsonNode> tools = of("tool", operations);
        soft.assertThat(tools)
                .as("tools")
                .allSatisfy(call -> assertThat(call.at("/row/subject").asText()).isEqualTo(agent.tool()));
        soft.assertThat(tools)
                .as("a call with its arguments and what came of it")
                .anySatisfy(call -> {
                    assertThat(call.at("/span/operation/arguments").asText()).contains("echo found 4711");
                    assertThat(call.at("/span/operation/result").asText()).contains("found 4711");
                });
        soft.assertThat(of("decision", operations))
                .as("decisions")
                .hasSize(agent.decisions())
                .allSatisfy(each ->
                        assertThat(each.at("/span/operation/tool").asText()).isEqualTo(agent.tool()));
    }

    /** Spans, log records and metrics tell the same. */
    private static void checkTotals(SoftAssertions soft, CodingAgent agent) {
        JsonNode totals = row("agents", "service", agent.service()).path("totals");
        soft.assertThat(totals.path("inputTokens").asInt()).as("input tokens").isEqualTo(2 * StubModel.INPUT_TOKENS);
        soft.assertThat(totals.path("outputTokens").asInt()).as("output tokens").isEqualTo(2 * StubModel.OUTPUT_TOKENS);
        soft.assertThat(totals.path("measured").asBoolean()).as("measured").isFalse();
        JsonNode model = row("models", "name", agent.client().model()).path("totals");
        soft.assertThat(model.path("spans").asInt())
                .as("calls of the model")
                .isEqualTo(agent.client().modelCalls());
        soft.assertThat(model.path("costUsd").asDouble()).as("cost").isPositive();
        soft.assertThat(row("tools", "name", agent.tool()).at("/totals/spans").asInt())
                .as("calls of the tool")
                .isEqualTo(1);
    }

    private static List<JsonNode> of(String operation, List<JsonNode> operations) {
        return operations.stream()
                .filter(each -> each.at("/row/operation").asText().equals(operation))
                .toList();
    }

    private static String pages(Set<String> traces) {
        return traces.stream()
                .map(trace -> site.vedette("/api/v1/traces/" + trace).toString())
                .collect(Collectors.joining());
    }

    private static boolean isCollected(CodingAgent agent, String signal) {
        String name = "{\"stringValue\":\"" + agent.service() + "\"}";
        return site.peers.collected().lines().anyMatch(line -> line.contains(signal) && line.contains(name));
    }

    private static boolean tells(CodingAgent agent, String signal) {
        JsonNode rows = site.vedette("/api/v1/signals?range=1h").path("signals");
        return StreamSupport.stream(rows.spliterator(), false)
                .anyMatch(row -> row.path("signal").asText().equals(signal)
                        && row.path("service").asText().equals(agent.service()));
    }

    private static JsonNode row(String list, String key, String value) {
        for (JsonNode row : site.vedette("/api/v1/agents?range=1h").path(list)) {
            if (row.path(key).asText().equals(value)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }
}
