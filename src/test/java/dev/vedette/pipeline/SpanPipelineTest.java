package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertBook;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertPolicy;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.InMemoryAlertStore;
import dev.vedette.alerting.Matcher;
import dev.vedette.alerting.NotificationPlan;
import dev.vedette.alerting.Route;
import dev.vedette.alerting.Silence;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Severity;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.detection.detectors.BuiltInDetectors;
import dev.vedette.health.Pulse;
import dev.vedette.inspection.Sighting;
import dev.vedette.inspection.SightingAttribute;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.BatchSink;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpanPipelineTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    private final GatedTraceStore traces = new GatedTraceStore();
    private final AlertStore alerts = new InMemoryAlertStore();
    private final BlockingQueue<AlertChange> changes = new LinkedBlockingQueue<>();
    private Pulse pulse = new Pulse();
    private volatile Instant now = NOW;

    @Test
    void aStoredBatchIsAcknowledgedWatchedAndAlertedWithItsNotification() throws Exception {
        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);

            AlertChange change = next();
            assertThat(change.kind()).isEqualTo(AlertChange.Kind.OPENED);
            assertThat(change.alert().rule()).isEqualTo("SEC-01");
            assertThat(alerts.due(NOW, 10)).hasSize(1);
        }
        assertThat(traces.head()).isEqualTo(1);
        assertThat(pulse.spans().balance().stored()).isEqualTo(1);
    }

    @Test
    void aDuplicateIsAcknowledgedAndCountedButNotWatchedAgain() throws Exception {
        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);
            next();
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);
            pipeline.submit(leak(2, "beta")).get(5, TimeUnit.SECONDS);

            assertThat(next().alert().labels()).containsValue("beta");
        }
        assertThat(pulse.spans().balance().duplicate()).isEqualTo(1);
        assertThat(alerts.find(everything()))
                .allSatisfy(alert -> assertThat(alert.occurrences()).isEqualTo(1));
    }

    @Test
    void sendersAreToldToComeBackWhileTooMuchWaits() throws Exception {
        traces.gate.drainPermits();
        PipelineLimits narrow = new PipelineLimits(20, 100, 1_000, 8);
        SpanPipeline pipeline = started(narrow);
        List<CompletableFuture<Void>> answers = java.util.stream.IntStream.range(0, 50)
                .mapToObj(number -> pipeline.submit(leak(number, "alpha")))
                .toList();

        assertThat(answers)
                .anySatisfy(answer -> assertThatThrownBy(() -> answer.get(0, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(BatchSink.Busy.class));
        traces.gate.release(1_000);
        pipeline.close();

        long kept = answers.stream()
                .filter(answer -> !answer.isCompletedExceptionally())
                .count();
        assertThat(traces.head()).isEqualTo(kept).isPositive();
    }

    @Test
    void aStoreThatIsBrokenIsToldToTheSenderAndWorksAgainAfterwards() throws Exception {
        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            traces.broken = true;
            CompletableFuture<Void> refused = pipeline.submit(leak(1, "alpha"));
            assertThatThrownBy(() -> refused.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreException.class);

            traces.broken = false;
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);
            assertThat(next().kind()).isEqualTo(AlertChange.Kind.OPENED);
        }
    }

    @Test
    void afterARestartNothingIsAlertedTwiceAndNothingIsForgotten() throws Exception {
        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);
            next();
        }
        traces.store.append(List.of(new dev.vedette.telemetry.TraceStore.Arrival(Epoch.nanos(NOW), leak(2, "beta"))));

        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            assertThat(next().alert().labels())
                    .as("stored before the end, watched after it")
                    .containsValue("beta");
            pipeline.submit(leak(3, "gamma")).get(5, TimeUnit.SECONDS);
            assertThat(next().alert().labels()).containsValue("gamma");
        }
        assertThat(alerts.find(everything())).hasSize(3).allSatisfy(alert -> {
            assertThat(alert.occurrences()).isEqualTo(1);
            assertThat(alert.episodes()).isEqualTo(1);
        });
        assertThat(alerts.position()).isEqualTo(3);
    }

    @Test
    void withoutASnapshotTheStateIsRebuiltFromTheLogWithoutAlertingAgain() throws Exception {
        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);
            next();
        }
        java.nio.file.Files.writeString(folder.resolve("engine.json.gz"), "not a snapshot");

        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            pipeline.submit(leak(2, "alpha")).get(5, TimeUnit.SECONDS);
            pipeline.submit(leak(3, "beta")).get(5, TimeUnit.SECONDS);

            assertThat(next().alert().labels())
                    .as("the repetition within ten minutes is not news, because the state was rebuilt")
                    .containsValue("beta");
        }
    }

    @Test
    void peopleAcknowledgeResolveAndSilence() throws Exception {
        try (SpanPipeline pipeline = started(PipelineLimits.STANDARD)) {
            pipeline.submit(leak(1, "alpha")).get(5, TimeUnit.SECONDS);
            String fingerprint = next().alert().fingerprint();

            assertThat(pipeline.acknowledge(fingerprint, "ada", "looking"))
                    .map(Alert::state)
                    .contains(AlertState.ACKNOWLEDGED);
            assertThat(pipeline.acknowledge(fingerprint, "ada", "looking"))
                    .as("twice changes nothing")
                    .map(Alert::state)
                    .contains(AlertState.ACKNOWLEDGED);
            assertThat(pipeline.resolve(fingerprint, "ada", "revoked"))
                    .map(Alert::state)
                    .contains(AlertState.RESOLVED);
            assertThat(pipeline.resolve("0000000000000000", "ada", "")).isEmpty();

            Silence silence =
                    pipeline.silence(List.of(new Matcher("rule", "SEC-01", true)), Duration.ofHours(1), "ada", "known");
            int told = alerts.due(NOW.plusSeconds(60), 100).size();
            pipeline.submit(leak(2, "beta")).get(5, TimeUnit.SECONDS);
            changes.clear();
            while (alerts.find(everything()).size() < 2) {
                Thread.onSpinWait();
            }
            assertThat(alerts.due(NOW.plusSeconds(60), 100)).hasSize(told);
            now = NOW.plusSeconds(1);
            assertThat(pipeline.expire(silence.id(), "ada")).isPresent();
            assertThat(alerts.due(NOW.plusSeconds(60), 100))
                    .as("what came during the silence and is still open is told when it ends")
                    .hasSize(told + 1)
                    .anySatisfy(
                            late -> assertThat(late.change().alert().labels()).containsValue("beta"));
            assertThat(alerts.silences(NOW.plusSeconds(1))).isEmpty();
        }
    }

    private AlertChange next() throws InterruptedException {
        AlertChange change = changes.poll(10, TimeUnit.SECONDS);
        assertThat(change).as("an alert change within ten seconds").isNotNull();
        return change;
    }

    private SpanPipeline started(PipelineLimits limits) throws InterruptedException {
        pulse = new Pulse();
        List<Detector<?>> detectors = BuiltInDetectors.all(ToolPolicy.NONE);
        SpanPipeline pipeline = new SpanPipeline(
                new SpanPipeline.Parts(
                        traces,
                        alerts,
                        new DetectionEngine(detectors, EngineLimits.DEFAULT),
                        detectors,
                        new AlertBook(alerts.unresolved(), alerts::alert, AlertPolicy.standard()),
                        new NotificationPlan(List.of(new Route("ops", Severity.INFO, List.of(), true))),
                        folder.resolve("engine.json.gz"),
                        () -> {}),
                new SpanPipeline.Listeners(changes::addAll, batch -> {}),
                limits,
                pulse,
                clock());
        pipeline.start();
        return pipeline;
    }

    /** Moved by hand. */
    private InstantSource clock() {
        return () -> now;
    }

    private static AlertQuery everything() {
        return new AlertQuery(Set.of(), null, null, null, 100);
    }

    private static TelemetryBatch leak(int number, String agent) {
        String sighting = SightingAttribute.encode(new Sighting(
                Sighting.SECRET,
                "aws-access-token",
                "attribute gen_ai.tool.call.arguments",
                0,
                20,
                "[masked]",
                "ab12"));
        Span span = new Span(
                "%032x".formatted(number + 1),
                "%016x".formatted(number + 1),
                null,
                "execute_tool send_email",
                SpanKind.INTERNAL,
                Epoch.nanos(NOW) - 1_000,
                Epoch.nanos(NOW),
                Status.UNSET,
                Attributes.of(Map.of(SightingAttribute.KEY, List.of(sighting))),
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "otel-genai",
                new Actor("service", agent, null, null, "session", null, null, null),
                new Operation.ToolCall("send_email", null, null, null, null),
                Usage.NONE);
        return TelemetryBatch.ofSpans(new byte[10], List.of(span));
    }
}
