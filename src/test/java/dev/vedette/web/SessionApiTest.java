package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two turns of a conversation, the later received first, and traces in pieces. */
class SessionApiTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:34:56Z");
    private static final String SESSION = URLEncoder.encode(Pieces.SESSION, StandardCharsets.UTF_8);
    private static TestServer server;

    @BeforeAll
    static void start() {
        SampleSite site = new SampleSite(() -> NOW);
        Pieces pieces = new Pieces(NOW.minusSeconds(1_800));
        site.receive(pieces.turn(2, 600_000), NOW);
        site.receive(pieces.turn(1, 0), NOW);
        site.receive(pieces.orphans(), NOW);
        site.receive(pieces.skewed(), NOW);
        server = new TestServer(site);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSessionIsAllOfItsTracesInTheOrderInWhichTheyBegan() {
        JsonNode page = server.json("/api/v1/session?range=1h&id=" + SESSION);

        assertThat(page.path("session").asText()).isEqualTo(Pieces.SESSION);
        assertThat(page.path("truncated").asBoolean()).isFalse();
        assertThat(page.path("traces"))
                .extracting(part -> part.at("/trace/name").asText())
                .containsExactly("turn 1", "turn 2");
        assertThat(page.path("traces")).allSatisfy(part -> {
            assertThat(part.path("rows")).hasSize(3);
            assertThat(part.path("cut").asBoolean()).isFalse();
            assertThat(part.at("/trace/agent").asText()).isEqualTo("planner");
        });
    }

    @Test
    void theIdOfATraceLeadsToTheSessionThatWasNamedLater() {
        JsonNode page = server.json("/api/v1/session?range=1h&id=" + Pieces.TURN + "02");

        assertThat(page.path("session").asText()).isEqualTo(Pieces.SESSION);
        assertThat(page.path("traces")).hasSize(2);
    }

    @Test
    void aTraceWithoutASessionIsItsOwnAndThereMayBeMore() {
        assertThat(server.json("/api/v1/session?range=1h&id=" + Pieces.ORPHANS).path("traces"))
                .hasSize(1);
        assertThat(server.json("/api/v1/session?range=1h&id=nobody").path("traces"))
                .isEmpty();
        JsonNode newest = server.json("/api/v1/session?range=1h&limit=1&id=" + SESSION);
        assertThat(newest.path("truncated").asBoolean()).isTrue();
        assertThat(newest.at("/traces/0/trace/name").asText()).isEqualTo("turn 2");
        assertThat(server.send(server.request("/api/v1/session")).statusCode()).isEqualTo(400);
    }

    @Test
    void aTraceTellsWhatIsMissingAndWhatIsMoved() {
        JsonNode orphans = server.json("/api/v1/traces/" + Pieces.ORPHANS).path("rows");
        assertThat(orphans)
                .extracting(row -> row.path("missingParentId").asText("-"))
                .containsExactly(Pieces.id(90), Pieces.id(90), "-", Pieces.id(91));
        JsonNode skewed = server.json("/api/v1/traces/" + Pieces.SKEWED);
        assertThat(skewed.path("rows"))
                .extracting(row -> row.path("shiftNanos").asLong())
                .containsExactly(0L, 0L, 2_000_000_000L, 2_000_000_000L);
        assertThat(skewed.path("rows"))
                .extracting(row -> row.at("/span/durationNanos").asLong())
                .allMatch(nanos -> nanos >= 0);
        assertThat(skewed.path("droppedBefore").isNull()).isTrue();
    }
}
