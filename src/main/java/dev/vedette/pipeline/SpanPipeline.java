package dev.vedette.pipeline;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertBook;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertDesk;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Matcher;
import dev.vedette.alerting.NotificationPlan;
import dev.vedette.alerting.Silence;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.RuleActivity;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.BatchSink;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The straight path of a batch:
 *
 * <ol>
 *   <li>{@link TraceStore#append}: durable; only then is the sender answered OK ({@link GroupCommit})
 *   <li>{@link DetectionEngine}: observations to findings
 *   <li>{@link AlertBook}: findings to alert changes
 *   <li>{@link AlertStore#save}: changes and their notifications in one transaction ({@link Watch})
 * </ol>
 *
 * <p>One thread stores, one thread folds; queues between them are bounded, and when they are full senders are told to
 * try again. After a restart the engine's memory comes from a snapshot and the rest of the log ({@link CatchUp}).
 * Thread-safe.
 */
public final class SpanPipeline implements BatchSink, AlertDesk, AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Parts parts;
    private final InstantSource clock;
    private final Watch watch;
    private final SnapshotFile snapshots;
    private final WatchLoop loop;
    private final GroupCommit commit;

    /**
     * Builds the path; nothing runs before {@link #start}.
     *
     * @param listeners whoever wants to know; called on the watching thread, so they must be quick
     */
    public SpanPipeline(Parts parts, Listeners listeners, PipelineLimits limits, Pulse pulse, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
        this.watch =
                new Watch(parts.engine(), parts.book(), parts.alerts(), parts.plan(), listeners.alerts(), pulse, clock);
        this.snapshots = new SnapshotFile(parts.snapshot(), parts.detectors());
        this.loop = new WatchLoop(watch, snapshots, listeners.traffic(), limits, clock);
        this.commit = new GroupCommit(parts.traces(), loop::stored, parts.housekeeping(), pulse, limits, clock);
        pulse.gauge("store_waiting_bytes", "Payload that waits to be stored.", commit::waitingBytes);
        pulse.gauge("watch_waiting_batches", "Stored batches that wait to be watched.", loop::waiting);
    }

    /** Restores what the engine knew, catches up with the log, and starts. Returns how many batches it caught up on. */
    public long start() throws InterruptedException {
        long caughtUp = new CatchUp(parts.traces(), parts.alerts(), parts.engine(), watch, snapshots).run();
        loop.start(caughtUp > 0);
        commit.start();
        return caughtUp;
    }

    @Override
    public CompletableFuture<Void> submit(TelemetryBatch batch) {
        return commit.submit(batch);
    }

    @Override
    public Optional<Alert> acknowledge(String fingerprint, String by, String note) {
        return answer(loop.ask(() -> watch.acknowledge(fingerprint, by, note)));
    }

    @Override
    public Optional<Alert> resolve(String fingerprint, String by, String note) {
        return answer(loop.ask(() -> watch.resolve(fingerprint, by, note)));
    }

    @Override
    public Silence silence(List<Matcher> matchers, Duration duration, String by, String comment) {
        Instant now = clock.instant();
        Silence silence = new Silence(UUID.randomUUID().toString(), matchers, now, now.plus(duration), by, comment);
        return answer(loop.ask(() -> keep(silence)));
    }

    @Override
    public Optional<Silence> expire(String silenceId, String by) {
        return answer(loop.ask(() -> {
            Instant now = clock.instant();
            Optional<Silence> lasting = parts.alerts().silences(now).stream()
                    .filter(silence -> silence.id().equals(silenceId))
                    .findFirst();
            return lasting.isPresent() ? Optional.of(keep(ended(lasting.get(), now))) : Optional.empty();
        }));
    }

    /** What the rules have been doing. */
    public List<RuleActivity> activity() {
        return watch.activity();
    }

    /** What services send and which rules are blind for them, as it was a few seconds ago. */
    public List<ServiceCoverage> coverage() {
        return watch.coverage();
    }

    /** Stores and watches what waits, writes a snapshot and ends. */
    @Override
    public void close() {
        try {
            commit.close();
            loop.close();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private Silence keep(Silence silence) throws InterruptedException {
        parts.alerts().save(silence);
        watch.refreshSuppressions();
        return silence;
    }

    private static Silence ended(Silence silence, Instant now) {
        Instant end = now.isAfter(silence.startsAt()) ? now : silence.startsAt().plusMillis(1);
        return new Silence(
                silence.id(), silence.matchers(), silence.startsAt(), end, silence.createdBy(), silence.comment());
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before it was done.", ended);
        } catch (TimeoutException late) {
            throw new IllegalStateException("It will be done, but not within ten seconds: the store is busy.", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    /**
     * What the path is made of.
     *
     * @param snapshot the file of the engine's memory
     * @param housekeeping called often on the storing thread, which is the store's one writer
     */
    public record Parts(
            TraceStore traces,
            AlertStore alerts,
            DetectionEngine engine,
            List<? extends Detector<?>> detectors,
            AlertBook book,
            NotificationPlan plan,
            Path snapshot,
            Runnable housekeeping) {}

    /** Whoever wants to know of alert changes that are kept, and of batches that are watched. */
    public record Listeners(Consumer<List<AlertChange>> alerts, Consumer<TelemetryBatch> traffic) {}
}
