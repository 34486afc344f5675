package dev.vedette.pipeline;

import dev.vedette.health.Ledger;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.BatchSink;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 1 of the path: makes batches durable, many requests in one commit, and only then tells their senders. One
 * thread writes; it also does the housekeeping, because the store has one writer. What waits is bounded by bytes.
 */
final class GroupCommit implements BatchSink {
    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommit.class);
    private static final int RETRY_SECONDS = 2;

    private final TraceStore store;
    private final Consumer<List<TraceStore.Appended>> stored;
    private final Runnable housekeeping;
    private final Pulse pulse;
    private final PipelineLimits limits;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "vedette-store");
    private volatile boolean closing;

    GroupCommit(
            TraceStore store,
            Consumer<List<TraceStore.Appended>> stored,
            Runnable housekeeping,
            Pulse pulse,
            PipelineLimits limits,
            InstantSource clock) {
        this.store = store;
        this.stored = stored;
        this.housekeeping = housekeeping;
        this.pulse = pulse;
        this.limits = limits;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    @Override
    public CompletableFuture<Void> submit(TelemetryBatch batch) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        long bytes = batch.payload().length;
        if (closing) {
            durable.completeExceptionally(new Busy("Vedette is shutting down", RETRY_SECONDS));
        } else if (waitingBytes.addAndGet(bytes) > limits.waitingBytes() && !queue.isEmpty()) {
            waitingBytes.addAndGet(-bytes);
            durable.completeExceptionally(new Busy("the store is busy", RETRY_SECONDS));
        } else {
            queue.add(new Waiting(batch, Epoch.nanos(clock.instant()), durable));
        }
        return durable;
    }

    /** Bytes that wait to be stored. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Stores what waits and ends. */
    void close() throws InterruptedException {
        closing = true;
        thread.join(TimeUnit.SECONDS.toMillis(10));
        thread.interrupt();
        refuseTheRest();
    }

    private void run() {
        while (!(closing && queue.isEmpty())) {
            try {
                List<Waiting> group = nextGroup();
                if (!group.isEmpty()) {
                    commit(group);
                }
                housekeeping.run();
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException unexpected) {
                LOGGER.error("Storing failed in a way that nobody foresaw; going on", unexpected);
            }
        }
    }

    private List<Waiting> nextGroup() throws InterruptedException {
        Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Waiting> group = new ArrayList<>();
        group.add(first);
        long bytes = first.batch().payload().length;
        int records = first.batch().size();
        while (records < limits.groupRecords() && bytes < limits.groupBytes()) {
            @Nullable Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
            bytes += next.batch().payload().length;
            records += next.batch().size();
        }
        waitingBytes.addAndGet(-bytes);
        return group;
    }

    private void commit(List<Waiting> group) {
        List<TraceStore.Appended> appended;
        try {
            long started = System.nanoTime();
            appended = store.append(group.stream()
                    .map(waiting -> new TraceStore.Arrival(waiting.receivedEpochNanos(), waiting.batch()))
                    .toList());
            pulse.time("commit", "Time to make one group of batches durable.", (System.nanoTime() - started) / 1e9);
        } catch (StoreException broken) {
            LOGGER.warn(
                    "Cannot store {} batches; their senders are told to try again: {}",
                    group.size(),
                    broken.getMessage());
            group.forEach(waiting -> waiting.durable().completeExceptionally(broken));
            return;
        }
        for (int index = 0; index < group.size(); index++) {
            count(group.get(index).batch(), appended.get(index));
            group.get(index).durable().complete(null);
        }
        stored.accept(appended);
    }

    private void count(TelemetryBatch batch, TraceStore.Appended appended) {
        Ledger ledger = ledger(batch.signal());
        ledger.stored(batch.size() - appended.duplicates());
        ledger.duplicate(appended.duplicates());
    }

    private Ledger ledger(Signal signal) {
        return switch (signal) {
            case TRACES -> pulse.spans();
            case LOGS -> pulse.logs();
            case METRICS -> pulse.points();
        };
    }

    private void refuseTheRest() {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.durable().completeExceptionally(new Busy("Vedette is shutting down", RETRY_SECONDS));
        }
    }

    private record Waiting(TelemetryBatch batch, long receivedEpochNanos, CompletableFuture<Void> durable) {}
}
