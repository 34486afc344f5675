package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only log records tell, in the answers. */
class LoggedSessionsTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:34:56Z");
    private static final Path FIXTURES = Path.of("..", "shared", "data", "otlp-fixtures");

    private final SampleSite site = new SampleSite(() -> NOW);
    private TestServer server;

    @BeforeEach
    void start() {
        site.forwards(new ForwarderView(
                "langfuse", "https://l.example", "https://l.example/traces/{traceId}", 0, 0, 0, 0, null, NOW));
        server = new TestServer(site);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void session() {
        site.receive(new CodingSessions(NOW.minusSeconds(600)).session(), NOW);
    }

    @Test
    void aSessionWithoutTracesIsALineOfTheListAndFoundByWhatItDid() {
        session();

        for (String search : List.of("", "&tool=Edit", "&model=claude-opus-4", "&user=user-7", "&errors=true")) {
            JsonNode traces = server.json("/api/v1/traces?range=1h" + search).path("traces");
            assertThat(traces).as(search).hasSize(1);
            JsonNode line = traces.get(0);
            assertThat(line.path("traceId").asText()).isEqualTo(CodingSessions.TRACE);
            assertThat(line.path("session").asText()).isEqualTo(CodingSessions.SESSION);
            assertThat(line.path("spans").asInt()).isZero();
            assertThat(line.path("logRecords").asInt()).isEqualTo(7);
            assertThat(line.path("modelCalls").asInt()).isEqualTo(3);
            assertThat(line.path("toolCalls").asInt()).isEqualTo(2);
            assertThat(line.path("errors").asInt()).isEqualTo(1);
            assertThat(line.path("inputTokens").asLong()).isEqualTo(5_400);
            assertThat(line.path("costUsd").asDouble()).isCloseTo(0.0375, within(1e-9));
        }
        assertThat(server.json("/api/v1/traces?range=1h&tool=Read").path("traces"))
                .isEmpty();
    }

    @Test
    void itsPageHasItsRecordsAndNoLinkToWhereNobodyKnowsIt() {
        session();

        JsonNode page = server.json("/api/v1/traces/" + CodingSessions.TRACE);
        assertThat(page.path("session").asText()).isEqualTo(CodingSessions.SESSION);
        assertThat(page.path("links")).isEmpty();
        assertThat(page.path("rows")).hasSize(7).allSatisfy(row -> {
            assertThat(row.at("/span/logged").asBoolean()).isTrue();
            assertThat(row.path("missingParentId").isNull()).isTrue();
        });
        assertThat(page.path("logs"))
                .extracting(log -> log.path("body").asText())
                .containsExactly("claude_code.plugin_installed");
        JsonNode span = server.json("/api/v1/traces/" + CodingSessions.TRACE + "/spans/"
                + page.at("/rows/0/span/spanId").asText());
        assertThat(span.at("/span/operation/input/0/parts/0/content").asText()).isEqualTo("Fix the failing build");
        assertThat(span.path("links")).isEmpty();
    }

    @Test
    void itsSessionIsWholeAndASessionOfATraceKeepsItsLinks() {
        session();

        JsonNode page = server.json("/api/v1/session?range=1h&id=" + CodingSessions.SESSION);
        assertThat(page.path("traces")).hasSize(1);
        assertThat(page.at("/traces/0/rows")).hasSize(7);
        assertThat(server.json("/api/v1/session?range=1h&id=" + CodingSessions.TRACE)
                        .path("traces"))
                .isEmpty();

        site.receive(new Pieces(NOW.minusSeconds(900)).orphans(), NOW);
        JsonNode trace = server.json("/api/v1/traces/" + Pieces.ORPHANS);
        assertThat(trace.path("session").isNull()).isTrue();
        assertThat(trace.path("links")).hasSize(1);
    }

    @Test
    void realSendersAreFoundInTheirLogRecordsAlone() throws Exception {
        assumeTrue(Files.isDirectory(FIXTURES), "the shared OTLP fixtures are not beside this project");
        for (String file : List.of("codex-cli/captured-0.169-logs.json", "spring-ai/captured-2.0.1-logs.json")) {
            site.receive(CodingSessions.batch(Signal.LOGS, Files.readAllBytes(FIXTURES.resolve(file)), NOW), NOW);
        }

        List<TraceSummary> all = site.traces.find(TraceQuery.between(0, Long.MAX_VALUE, 100));
        assertThat(all).isNotEmpty().allSatisfy(line -> {
            assertThat(line.spans()).isZero();
            assertThat(line.logRecords()).isPositive();
        });
        String conversation = "01a20570-ec55-7f02-a477-09e9d600ebe4";
        assertThat(all).filteredOn(line -> line.session().equals(conversation)).hasSizeGreaterThan(1);
        assertThat(server.json("/api/v1/traces/" + LogTrace.idOf("codex_exec", conversation))
                        .path("rows")
                        .findValuesAsText("operation"))
                .contains("model");
    }
}
