package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardApiTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:34:56Z");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(new SampleSite(() -> NOW).filled(3));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theOverviewAddsUp() {
        JsonNode overview = server.json("/api/v1/overview?range=1h");
        assertThat(overview.path("empty").asBoolean()).isFalse();
        assertThat(overview.path("range").path("from").asText()).isEqualTo("2026-05-05T11:35:00Z");
        assertThat(overview.path("range").path("to").asText()).isEqualTo("2026-05-05T12:35:00Z");
        long byAgent = 0;
        for (JsonNode agent : overview.path("agents")) {
            byAgent += agent.path("totals").path("spans").asLong();
        }
        assertThat(overview.path("totals").path("spans").asLong()).isPositive().isEqualTo(byAgent);
        assertThat(overview.path("open").path("critical").asInt()).isEqualTo(1);
        assertThat(overview.path("urgent").get(0).path("severity").asText()).isEqualTo("critical");
        assertThat(overview.path("marks")).isNotEmpty();
    }

    @Test
    void aCostThatNobodyReportedIsNull() {
        JsonNode agent = server.json("/api/v1/agent?service=dev-tools&agent=code-reviewer");
        assertThat(agent.path("totals").path("costUsd").isNull()).isTrue();
        assertThat(agent.path("declared"))
                .extracting(tool -> tool.path("name").asText())
                .contains("read_file");
    }

    @Test
    void seriesHaveOneValueForEachStepAndAgreeWithTheTotals() {
        JsonNode answer = server.json("/api/v1/series?names=spans,spans.tool,error_ratio.tool,mean_millis&range=15m");
        JsonNode spans = answer.path("series").path("spans");
        assertThat(spans).hasSize(15);
        long sum = 0;
        for (JsonNode value : spans) {
            sum += value.asLong();
        }
        assertThat(sum)
                .isEqualTo(server.json("/api/v1/overview?range=15m")
                        .path("totals")
                        .path("spans")
                        .asLong());
    }

    @Test
    void everySeriesOfEveryBoardExists() {
        JsonNode board = server.json("/api/v1/boards/overview");
        Set<String> names = new HashSet<>();
        board.path("panels")
                .forEach(panel -> panel.path("series")
                        .forEach(series -> names.add(series.path("name").asText())));
        assertThat(names).hasSizeGreaterThan(5);
        assertThat(server.json("/api/v1/series?names=" + String.join(",", names))
                        .path("series"))
                .hasSize(names.size());
    }

    @Test
    void alertsAreFilteredAndShownWithTheirEvidence() {
        assertThat(server.json("/api/v1/alerts").path("alerts")).hasSize(5);
        assertThat(server.json("/api/v1/alerts?state=open&severity=high").path("alerts"))
                .hasSize(2);
        assertThat(server.json("/api/v1/alerts?agent=code-reviewer").path("alerts"))
                .hasSize(1);
        JsonNode alert = server.json("/api/v1/alerts/a1b2c3d4e5f60718");
        assertThat(alert.path("proof"))
                .extracting(span -> span.path("name").asText())
                .contains("execute_tool read_vault");
        assertThat(alert.path("finding").path("evidence")).isNotEmpty();
        assertThat(alert.path("deliveries")).isNotEmpty();
        assertThat(server.json("/api/v1/alerts/c0ffee0011223344")
                        .path("finding")
                        .path("band")
                        .path("seen")
                        .asInt())
                .isEqualTo(148);
    }

    @Test
    void peopleAcknowledgeResolveAndSilence() {
        try (TestServer own = new TestServer(new SampleSite(() -> NOW).filled(1))) {
            String alert = "/api/v1/alerts/b7c6d5e4f3021948";
            JsonNode acknowledged =
                    TestServer.parse(own.post(alert + "/acknowledge", "{\"by\":\"ada\",\"note\":\"on it\"}")
                            .body());
            assertThat(acknowledged.path("state").asText()).isEqualTo("acknowledged");
            assertThat(acknowledged.path("changedBy").asText()).isEqualTo("ada");
            assertThat(TestServer.parse(own.post(alert + "/resolve", "{}").body())
                            .path("state")
                            .asText())
                    .isEqualTo("resolved");

            var made = own.post(
                    "/api/v1/silences",
                    "{\"matchers\":[{\"label\":\"rule\",\"value\":\"SECRET-01\"}],\"durationMinutes\":60,\"comment\":\"drill\"}");
            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(own.json("/api/v1/alerts/a1b2c3d4e5f60718")
                            .path("alert")
                            .path("silenced")
                            .asBoolean())
                    .isTrue();
            String id = TestServer.parse(made.body()).path("id").asText();
            assertThat(own.send(own.request("/api/v1/silences/" + id)
                                    .header("Content-Type", "application/json")
                                    .DELETE())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(own.json("/api/v1/silences").path("silences")).isEmpty();
            assertThat(own.post("/api/v1/alerts/ffffffffffffffff/resolve", "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"matchers\":[],\"durationMinutes\":60}",
                "{\"matchers\":[{\"label\":\"rule\",\"value\":\"X\"}]}",
                "{\"matchers\":[{\"label\":\"rule\",\"value\":\"X\"}],\"durationMinutes\":43201}",
                "{\"matchers\":[{\"label\":\"rule\"}],\"durationMinutes\":5}",
                "{\"matchers\":[{\"label\":\"rule\",\"value\":\"X\"}],\"durationMinutes\":5,\"surprise\":1}",
                "null",
                "[]",
                "{",
                "",
                "{\"by\":\"\\u0000\"}"
            })
    void aSilenceThatMakesNoSenseIsRefusedWithAReason(String body) {
        var response = server.post("/api/v1/silences", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.parse(response.body()).path("detail").asText()).isNotEmpty();
    }

    @Test
    void tracesAreFoundPagedAndShownAsATree() {
        JsonNode first = server.json("/api/v1/traces?range=6h&limit=20");
        JsonNode second = server.json(
                "/api/v1/traces?range=6h&limit=20&before=" + first.path("next").asText());
        Set<String> ids = new HashSet<>();
        first.path("traces").forEach(trace -> ids.add(trace.path("traceId").asText()));
        second.path("traces").forEach(trace -> ids.add(trace.path("traceId").asText()));
        assertThat(ids).hasSize(40);
        assertThat(server.json("/api/v1/traces?tool=read_vault").path("traces"))
                .singleElement()
                .satisfies(
                        trace -> assertThat(trace.path("alerted").asBoolean()).isTrue());
        assertThat(server.json("/api/v1/traces?text=" + SampleSite.INCIDENT).path("traces"))
                .hasSize(1);

        JsonNode trace = server.json("/api/v1/traces/" + SampleSite.INCIDENT);
        assertThat(trace.path("rows").get(0).path("link").asText()).isEqualTo("root");
        assertThat(trace.path("rows"))
                .extracting(row -> row.path("link").asText())
                .contains("parent_missing");
        assertThat(trace.path("alerts")).hasSize(2);
        assertThat(trace.path("provingSpanIds")).hasSize(2);
        assertThat(server.json("/api/v1/traces/" + SampleSite.HUGE).path("rows"))
                .hasSize(6_000);
    }

    @Test
    void aSpanIsShownInFullWithTimesThatJavaScriptCanRead() {
        JsonNode rows = server.json("/api/v1/traces/" + SampleSite.INCIDENT).path("rows");
        for (JsonNode row : rows) {
            JsonNode span = server.json("/api/v1/traces/" + SampleSite.INCIDENT + "/spans/"
                    + row.path("span").path("spanId").asText());
            assertThat(span.path("span").path("startEpochNanos").isTextual()).isTrue();
            assertThat(span.path("row").path("name")).isEqualTo(row.path("span").path("name"));
        }
        JsonNode leak = server.json("/api/v1/traces/" + SampleSite.INCIDENT + "/spans/"
                + server.site.incident.get(6).spanId());
        assertThat(leak.path("sightings").get(0).path("masked").asText()).contains("x9Qz");
        assertThat(leak.path("span").path("status").path("error").asBoolean()).isTrue();
    }

    @Test
    void theBooksBalance() {
        for (JsonNode books : server.json("/api/v1/health").path("books")) {
            assertThat(books.path("received").asLong())
                    .isEqualTo(books.path("stored").asLong()
                            + books.path("duplicate").asLong()
                            + books.path("rejected").asLong()
                            + books.path("refused").asLong()
                            + books.path("inFlight").asLong());
        }
        assertThat(server.json("/api/v1/signals?range=24h").path("signals")).hasSize(2);
        assertThat(server.json("/api/v1/rules").path("rules"))
                .anySatisfy(
                        rule -> assertThat(rule.path("blindBecause").asText()).contains("content capture"));
        assertThat(server.get("/metrics").body())
                .contains("vedette_records_total{fate=\"rejected\",signal=\"traces\"} 12");
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        var ready = server.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("forwarder jaeger: connection refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/overview?range=2h",
                "/api/v1/overview?surprise=1",
                "/api/v1/overview?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
                "/api/v1/overview?from=yesterday",
                "/api/v1/overview?from=2026-05-05T12:00:00Z&to=2026-05-05T11:00:00Z",
                "/api/v1/overview?from=%2B999999999-01-01T00:00:00Z",
                "/api/v1/series",
                "/api/v1/series?names=nonsense",
                "/api/v1/series?names=spans.nonsense",
                "/api/v1/alerts?limit=0",
                "/api/v1/alerts?limit=1001",
                "/api/v1/alerts?limit=x",
                "/api/v1/alerts?state=odd",
                "/api/v1/alerts?severity=awful",
                "/api/v1/traces?errors=maybe",
                "/api/v1/traces?before=x",
                "/api/v1/agent?agent=a",
                "/api/v1/traces/" + SampleSite.INCIDENT + "?limit=20001"
            })
    void aParameterOutOfItsBoundsIsRefusedWithAReason(String path) {
        var response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.parse(response.body()).path("detail").asText()).isNotEmpty();
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        for (String path : new String[] {
            "/api/v1/traces/00",
            "/api/v1/alerts/00",
            "/api/v1/boards/none",
            "/api/v1/boards/..",
            "/api/v1/none",
            "/app/none.js",
            "/lib/none/x.js",
            "/lib/lit-html/none.js"
        }) {
            assertThat(server.get(path).statusCode()).as(path).isIn(400, 404);
        }
        assertThat(server.post("/api/v1/overview", "{}").statusCode()).isEqualTo(405);
        assertThat(server.post("/api/v1/silences", "{\"comment\":\"" + "x".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aStoreThatIsDownIsNotOurFault() {
        SampleSite site = new SampleSite(() -> NOW);
        try (TestServer broken = new TestServer(site)) {
            site.traces.close();
            var response = broken.get("/api/v1/traces");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
