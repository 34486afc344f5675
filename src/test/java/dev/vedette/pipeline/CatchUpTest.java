package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.alerting.AlertBook;
import dev.vedette.alerting.AlertPolicy;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.InMemoryAlertStore;
import dev.vedette.alerting.NotificationPlan;
import dev.vedette.alerting.Route;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Spans;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.detection.detectors.BuiltInDetectors;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchUpTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final GatedTraceStore traces = new GatedTraceStore();
    private final List<Detector<?>> detectors = BuiltInDetectors.all(ToolPolicy.NONE);
    private final DetectionEngine engine = new DetectionEngine(detectors, EngineLimits.DEFAULT);

    @Test
    void anIdleStretchOfTheLogIsLivedThroughAgain() throws InterruptedException {
        Instant evening = work(Spans.START);
        Instant end = work(evening.plus(Duration.ofHours(3)));

        assertThat(catchUp()).isEqualTo(120);
        assertThat(quiet(end, Duration.ofHours(4)))
                .as("three hours were quiet before")
                .isEmpty();
        assertThat(quiet(end.plus(Duration.ofHours(4)), Duration.ofHours(1))).hasSize(1);
    }

    @Test
    void timeAfterTheEndOfTheLogWasNotWatched() throws InterruptedException {
        Instant end = work(Spans.START);
        catchUp();
        Instant restarted = end.plus(Duration.ofHours(3));

        assertThat(quiet(restarted, Duration.ofMinutes(10))).isEmpty();
        assertThat(quiet(restarted.plus(Duration.ofMinutes(10)), Duration.ofMinutes(10)))
                .hasSize(1);
    }

    private Instant work(Instant from) {
        for (int minute = 0; minute < 60; minute++) {
            Instant at = from.plus(MINUTE.multipliedBy(minute));
            TelemetryBatch batch = TelemetryBatch.ofSpans(
                    new byte[0],
                    List.of(Spans.of("office").model(at, "t" + at, "m").span()));
            traces.store.append(List.of(new TraceStore.Arrival(Epoch.nanos(at), batch)));
        }
        return from.plus(MINUTE.multipliedBy(60));
    }

    private long catchUp() throws InterruptedException {
        AlertStore alerts = new InMemoryAlertStore();
        Watch watch = new Watch(
                engine,
                new AlertBook(List.of(), alerts::alert, AlertPolicy.standard()),
                alerts,
                new NotificationPlan(List.of(new Route("ops", Severity.INFO, List.of(), true))),
                changes -> {},
                new Pulse(),
                () -> Spans.START);
        SnapshotFile none = new SnapshotFile(folder.resolve("engine.json.gz"), detectors);
        return new CatchUp(traces, alerts, engine, watch, none).run();
    }

    private List<Finding> quiet(Instant from, Duration time) {
        List<Finding> findings = new ArrayList<>();
        for (Instant at = from; !at.isAfter(from.plus(time)); at = at.plus(MINUTE)) {
            findings.addAll(engine.observe(new Observation.Tick(at)));
        }
        return findings;
    }
}
