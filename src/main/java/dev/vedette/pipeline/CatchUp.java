package dev.vedette.pipeline;

import dev.vedette.alerting.AlertStore;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TraceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the engine to where it was: the snapshot, then the rest of the log in the order in which it was received.
 * Batches whose findings were accounted for before the end only rebuild state; later ones raise alerts as usual, so
 * that nothing that was acknowledged to a sender goes unwatched.
 */
final class CatchUp {
    private static final Logger LOGGER = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 64;
    private static final long LONGEST = 20_000;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration IDLE_TICK = Duration.ofMinutes(5);
    private static final Duration LONGEST_IDLE = Duration.ofDays(8);

    private final TraceStore traces;
    private final AlertStore alerts;
    private final DetectionEngine engine;
    private final Watch watch;
    private final SnapshotFile snapshots;
    private Instant lastTick = Instant.MIN;

    CatchUp(TraceStore traces, AlertStore alerts, DetectionEngine engine, Watch watch, SnapshotFile snapshots) {
        this.traces = traces;
        this.alerts = alerts;
        this.engine = engine;
        this.watch = watch;
        this.snapshots = snapshots;
    }

    /** Returns the number of batches that were read again. */
    long run() throws InterruptedException {
        long accounted = alerts.position();
        long from = start(accounted);
        long count = 0;
        for (List<StoredBatch> page = traces.after(from, PAGE); !page.isEmpty(); page = traces.after(from, PAGE)) {
            for (StoredBatch stored : page) {
                boolean alerting = stored.position() > accounted;
                tick(stored.receivedEpochNanos(), alerting);
                watch.batch(stored.position(), stored.receivedEpochNanos(), stored.batch(), alerting);
                from = stored.position();
                count++;
            }
        }
        if (count > 0) {
            LOGGER.info("Caught up with {} batches of the log", count);
        }
        return count;
    }

    /** Without a snapshot a bounded stretch of the log must do as memory, but never less than what is unaccounted for. */
    private long start(long accounted) {
        Optional<SnapshotFile.Positioned> snapshot = snapshots.read();
        if (snapshot.isPresent()
                && snapshot.get().position() <= traces.head()
                && engine.restore(snapshot.get().snapshot())) {
            return snapshot.get().position();
        }
        long memory = traces.head() - LONGEST;
        return Math.max(traces.tail(), Math.min(memory, accounted));
    }

    private void tick(long receivedEpochNanos, boolean alerting) throws InterruptedException {
        Instant received = Epoch.instant(receivedEpochNanos);
        if (lastTick.equals(Instant.MIN) || Duration.between(lastTick, received).compareTo(TICK) >= 0) {
            passIdleTime(received, alerting);
            lastTick = received;
            watch.tick(received, alerting);
        }
    }

    /**
     * What lies between two batches was watched when it was lived through, or so it is taken: without ticks in it a
     * night in which nobody worked would be forgotten whenever the memory is rebuilt. What is longer than any memory is
     * left out.
     */
    private void passIdleTime(Instant received, boolean alerting) throws InterruptedException {
        if (lastTick.equals(Instant.MIN) || Duration.between(lastTick, received).compareTo(LONGEST_IDLE) > 0) {
            return;
        }
        for (Instant idle = lastTick.plus(IDLE_TICK); idle.isBefore(received); idle = idle.plus(IDLE_TICK)) {
            watch.tick(idle, alerting);
        }
    }
}
