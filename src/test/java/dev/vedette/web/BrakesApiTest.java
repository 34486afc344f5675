package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrakesApiTest {
    private static final String BRAKES = "/api/v1/brakes";
    private static final String STOP =
            "{\"scope\":\"agent\",\"key\":\"helper\",\"level\":\"stop\",\"durationMinutes\":30,\"reason\":\"a drill\",\"by\":\"ada\"}";
    private static final String OWNER = "for-people-" + "only";
    private static final String RUNTIME = "for-agents-" + "only";

    private volatile Instant now = Instant.parse("2026-05-05T12:00:00Z");
    private final TestServer server = new TestServer(new SampleSite(() -> now));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBrakeIsSetListedAndEndsByItself() {
        HttpResponse<String> made = server.post(BRAKES, STOP);
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode board = server.json(BRAKES);
        assertThat(board.path("version").asLong()).isEqualTo(1);
        JsonNode brake = board.path("brakes").get(0);
        assertThat(brake).isEqualTo(TestServer.parse(made.body()));
        assertThat(brake.path("scope").asText()).isEqualTo("agent");
        assertThat(brake.path("key").asText()).isEqualTo("helper");
        assertThat(brake.path("level").asText()).isEqualTo("stop");
        assertThat(brake.path("reason").asText()).isEqualTo("a drill");
        assertThat(brake.path("by").asText()).isEqualTo("ada");
        assertThat(brake.path("until").asText()).isEqualTo("2026-05-05T12:30:00Z");
        now = now.plus(Duration.ofMinutes(30));
        assertThat(server.json(BRAKES).path("brakes")).isEmpty();
    }

    @Test
    void aBrakeIsLifted() {
        String id =
                TestServer.parse(server.post(BRAKES, STOP).body()).path("id").asText();
        assertThat(lift(id)).isEqualTo(200);
        assertThat(lift(id)).isEqualTo(404);
        assertThat(server.json(BRAKES).path("brakes")).isEmpty();
        assertThat(server.json(BRAKES).path("version").asLong()).isEqualTo(2);
    }

    private int lift(String id) {
        return server.send(server.request(BRAKES + "/" + id)
                        .header("Content-Type", "application/json")
                        .DELETE())
                .statusCode();
    }

    @Test
    void whoKnowsTheAnswerIsToldNothingTwice() {
        server.post(BRAKES, STOP);
        String tag = server.get(BRAKES).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.send(server.request(BRAKES).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        server.post(BRAKES, STOP);
        assertThat(server.send(server.request(BRAKES).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void runtimesMayAskForBrakesWithTheTokenOfTheirTelemetryAndDoNothingElse() {
        try (TestServer closed = new TestServer(new SampleSite(() -> now), List.of(OWNER), List.of(RUNTIME))) {
            assertThat(status(closed, BRAKES, RUNTIME)).isEqualTo(200);
            assertThat(status(closed, BRAKES, OWNER)).isEqualTo(200);
            assertThat(closed.get(BRAKES).statusCode()).isEqualTo(401);
            assertThat(status(closed, "/api/v1/alerts", RUNTIME)).isEqualTo(401);
            assertThat(status(closed, BRAKES + "/some-id", RUNTIME)).isNotEqualTo(200);
            assertThat(closed.send(closed.request(BRAKES)
                                    .header("Authorization", "Bearer " + RUNTIME)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(STOP)))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void guessingATokenOfARuntimeIsSlowedDown() {
        try (TestServer closed = new TestServer(new SampleSite(() -> now), List.of(OWNER), List.of(RUNTIME))) {
            for (int i = 0; i < 5; i++) {
                assertThat(status(closed, BRAKES, "wrong" + i)).isEqualTo(401);
            }
            assertThat(status(closed, BRAKES, RUNTIME)).isEqualTo(429);
        }
    }

    private static int status(TestServer server, String path, String token) {
        return server.send(server.request(path).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"scope\":\"agent\",\"level\":\"stop\",\"durationMinutes\":30}",
                "{\"scope\":\"all\",\"key\":\"helper\",\"level\":\"stop\",\"durationMinutes\":30}",
                "{\"scope\":\"AGENT\",\"key\":\"helper\",\"level\":\"stop\",\"durationMinutes\":30}",
                "{\"scope\":\"agent\",\"key\":\"helper\",\"level\":\"none\",\"durationMinutes\":30}",
                "{\"scope\":\"agent\",\"key\":\"helper\",\"level\":\"stop\"}",
                "{\"scope\":\"agent\",\"key\":\"helper\",\"level\":\"stop\",\"durationMinutes\":0}",
                "{\"scope\":\"agent\",\"key\":\"helper\",\"level\":\"stop\",\"durationMinutes\":1441}",
                "{\"scope\":\"all\",\"level\":\"stop\",\"durationMinutes\":30,\"reason\":\"\\u0007\"}",
                "{\"scope\":\"all\",\"level\":\"stop\",\"durationMinutes\":30,\"surprise\":1}",
                "null",
                ""
            })
    void aBrakeThatMakesNoSenseIsRefusedWithAReason(String body) {
        HttpResponse<String> response = server.post(BRAKES, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.parse(response.body()).path("detail").asText()).isNotEmpty();
        assertThat(server.json(BRAKES).path("brakes")).isEmpty();
    }

    @Test
    void aLongNameIsRefusedAndSoAreTooManyBrakes() {
        String longName = STOP.replace("helper", "x".repeat(501));
        assertThat(server.post(BRAKES, longName).statusCode()).isEqualTo(400);
        for (int i = 0; i < 500; i++) {
            server.post(BRAKES, STOP);
        }
        assertThat(server.post(BRAKES, STOP).statusCode()).isEqualTo(409);
    }
}
