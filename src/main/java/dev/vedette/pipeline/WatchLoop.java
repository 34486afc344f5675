package dev.vedette.pipeline;

import dev.vedette.detection.EngineSnapshot;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that folds: stored batches, the wishes of people, and the passing of time, one after the other. */
final class WatchLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatchLoop.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SNAPSHOT = Duration.ofMinutes(1);
    private static final long SNAPSHOT_PATIENCE_SECONDS = 10;

    private final Watch watch;
    private final SnapshotFile snapshots;
    private final Consumer<TelemetryBatch> watched;
    private final InstantSource clock;
    private final BlockingQueue<Work> queue;
    private final Thread thread = new Thread(this::run, "vedette-watch");
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread background = new Thread(task, "vedette-snapshot");
        background.setDaemon(true);
        return background;
    });
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private Instant lastTick;
    private Instant lastSnapshot;
    private volatile boolean closing;

    WatchLoop(
            Watch watch,
            SnapshotFile snapshots,
            Consumer<TelemetryBatch> watched,
            PipelineLimits limits,
            InstantSource clock) {
        this.watch = watch;
        this.snapshots = snapshots;
        this.watched = watched;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(limits.watchBatches());
        this.lastTick = clock.instant();
        this.lastSnapshot = lastTick;
    }

    /**
     * Begins to fold.
     *
     * @param caughtUp whether much was read again: it is then written down at once, so that a process that is killed
     *     again and again does not read more and more again
     */
    void start(boolean caughtUp) {
        if (caughtUp) {
            lastSnapshot = Instant.EPOCH;
        }
        thread.start();
    }

    /** Hands over what was stored; waits while too much is waiting already. */
    void stored(List<TraceStore.Appended> appended) {
        long received = Epoch.nanos(clock.instant());
        for (TraceStore.Appended one : appended) {
            if (one.fresh().size() > 0) {
                put(() -> {
                    watch.batch(one.position(), received, one.fresh(), true);
                    watched.accept(one.fresh());
                });
            }
        }
    }

    /** Does what somebody wishes between two batches and answers when it is done. */
    <T> CompletableFuture<T> ask(Wish<T> wish) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        put(() -> {
            try {
                answer.complete(wish.fulfil());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }

    /** How many batches and wishes wait. */
    int waiting() {
        return queue.size();
    }

    /** Watches what waits, writes a snapshot and ends. */
    void close() throws InterruptedException {
        closing = true;
        thread.join(TimeUnit.SECONDS.toMillis(10));
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void put(Work work) {
        try {
            queue.put(work);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            // The time is told before the first record, so that a past that is sent now is known to be the past.
            attempt(() -> watch.tick(lastTick, true));
            while (!(closing && queue.isEmpty())) {
                Work work = queue.poll(100, TimeUnit.MILLISECONDS);
                if (work != null) {
                    attempt(work);
                }
                passTime();
            }
            watch.tick(clock.instant(), true);
            writer.shutdown();
            boolean written = writer.awaitTermination(SNAPSHOT_PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (written) {
                snapshots.write(watch.snapshot(), watch.position());
            }
        } catch (InterruptedException ended) {
            LOGGER.warn("Watching ended in the middle of work; the rest is watched after the next start");
        }
    }

    private void passTime() throws InterruptedException {
        Instant now = clock.instant();
        if (Duration.between(lastTick, now).abs().compareTo(TICK) >= 0) {
            lastTick = now;
            attempt(() -> watch.tick(now, true));
        }
        if (Duration.between(lastSnapshot, now).abs().compareTo(SNAPSHOT) >= 0) {
            lastSnapshot = now;
            attempt(this::writeSnapshot);
        }
    }

    /** States are values, so they can be written on another thread while this one goes on; one at a time is enough. */
    private void writeSnapshot() {
        if (writing.isDone()) {
            EngineSnapshot snapshot = watch.snapshot();
            long position = watch.position();
            writing = CompletableFuture.runAsync(() -> snapshots.write(snapshot, position), writer);
        }
    }

    private static void attempt(Work work) throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException unexpected) {
            LOGGER.error("Watching failed in a way that nobody foresaw; going on", unexpected);
        }
    }

    /** One thing to do. */
    private interface Work {
        void run() throws InterruptedException;
    }

    /** One thing that somebody wants done. */
    interface Wish<T> {
        T fulfil() throws InterruptedException;
    }
}
