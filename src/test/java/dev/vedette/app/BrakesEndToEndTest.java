package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.brake.BrakeBoard;
import dev.vedette.agent.brake.BrakeGuard;
import dev.vedette.agent.brake.BrakePoller;
import dev.vedette.agent.brake.BrakeSource;
import dev.vedette.agent.limit.HandClock;
import dev.vedette.agent.limit.Samples;
import dev.vedette.agent.policy.Situation;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person sets a brake in a whole Vedette; an agent's runtime heeds it, through a restart, until it ends. */
@Timeout(120)
class BrakesEndToEndTest {
    private static final String PEOPLE = "a-token-for-" + "people-1";
    private static final String AGENTS = "a-token-for-" + "agents-1";

    @TempDir
    Path data;

    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");
    private final BrakeBoard board = new BrakeBoard(clock);
    private final BrakeGuard guard = new BrakeGuard(board);

    private Monitor monitor() throws Exception {
        Settings settings = SettingsReader.read(
                        "test", "dashboard:\n  tokens: [" + PEOPLE + "]\notlp:\n  tokens: [" + AGENTS + "]\n", Map.of())
                .withData(data)
                .withPorts(0, 0, 0);
        return Monitor.start(settings, clock, new StringWriter(), "test");
    }

    private static BrakeSource source(Monitor monitor) {
        return new BrakeSource(URI.create(monitor.dashboardUrl()), AGENTS, Duration.ofMillis(100));
    }

    private static void stopHelper(Monitor monitor) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(monitor.dashboardUrl() + "/api/v1/brakes"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + PEOPLE)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"scope\":\"agent\",\"key\":\"helper\",\"level\":\"stop\",\"durationMinutes\":10}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private String verdict() {
        return guard.decide(new Situation.Start(Samples.run("r1"))).verdict();
    }

    @Test
    void aBrakeStopsARunningAgentHoldsThroughARestartAndEnds() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Monitor monitor = monitor();
                BrakePoller poller = new BrakePoller(source(monitor), board, clock);
                BrakeBoard.Watch watch = board.onStop(Samples.principal("r1"), stopped::countDown)) {
            assertThat(watch).isNotNull();
            poller.start();
            assertThat(verdict()).isEqualTo("allow");
            stopHelper(monitor);
            assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(verdict()).isEqualTo("deny");
        }
        assertThat(verdict()).as("the monitor is down").isEqualTo("deny");
        BrakeBoard another = new BrakeBoard(clock);
        CountDownLatch stoppedToo = new CountDownLatch(1);
        try (Monitor again = monitor();
                BrakePoller poller = new BrakePoller(source(again), another, clock);
                BrakeBoard.Watch watch = another.onStop(Samples.principal("r2"), stoppedToo::countDown)) {
            assertThat(watch).isNotNull();
            poller.start();
            assertThat(stoppedToo.await(60, TimeUnit.SECONDS)).isTrue();
        }
        clock.move(Duration.ofMinutes(10));
        assertThat(verdict()).as("it has ended").isEqualTo("allow");
        assertThat(another.active()).isEmpty();
    }
}
