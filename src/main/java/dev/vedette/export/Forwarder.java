package dev.vedette.export;

import dev.vedette.health.Pulse;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TraceStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes everything in the log on to one destination, in order, with a thread and a cursor of its own: a backend that
 * is down delays nobody else. Every batch is sent at least once unless the destination refuses it or falls too far
 * behind. Thread-safe.
 */
public final class Forwarder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final long DRAIN_MILLIS = 2_000;
    private static final long END_MILLIS = 1_000;
    private static final long FAULT_MILLIS = 5_000;

    private final TraceStore store;
    private final InstantSource clock;
    private final Transport transport;
    private final Tally tally;
    private final Forwarding forwarding;
    private final Thread thread;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean closing;
    private volatile long drainUntilNanos;

    /**
     * A forwarder that does nothing before {@link #start}.
     *
     * @param random for the jitter of retries
     * @param maxLag how many batches may wait for the destination before the oldest are skipped; at least 1
     */
    public Forwarder(
            Destination destination,
            TraceStore store,
            CursorStore cursors,
            Pulse pulse,
            InstantSource clock,
            RandomGenerator random,
            long maxLag) {
        if (maxLag < 1) {
            throw new IllegalArgumentException("maxLag must be at least 1");
        }
        this.store = store;
        this.clock = clock;
        this.transport = Transport.to(destination);
        this.tally = new Tally(destination.name(), pulse);
        this.forwarding =
                new Forwarding(destination, store, cursors, transport, clock, new Backoff(random), tally, maxLag);
        this.thread = new Thread(this::run, "forward-" + destination.name());
        this.thread.setDaemon(true);
    }

    /** Begins to forward, at the latest with what arrives after this call. Once. */
    public void start() {
        try {
            forwarding.load();
        } catch (StoreException | UncheckedIOException failure) {
            LOG.warn("where to begin is not known yet and will be asked again", failure);
        }
        thread.start();
    }

    /** Says that there is something new in the log. Cheap; never blocks. */
    public void wake() {
        if (wakeups.availablePermits() == 0) {
            wakeups.release();
        }
    }

    /** How it goes. */
    public ForwarderStatus status() {
        ForwarderStatus status = tally.status();
        try {
            long lag = Math.max(0, store.head() - status.position());
            return new ForwarderStatus(
                    status.destination(),
                    status.position(),
                    lag,
                    status.sent(),
                    status.rejected(),
                    status.refused(),
                    status.dropped(),
                    status.failures(),
                    status.lastError(),
                    status.lastSuccess());
        } catch (StoreException storeIsDown) {
            return status;
        }
    }

    /** Sends what can be sent within two seconds, then stops; what is left waits in the log for the next start. */
    @Override
    public void close() {
        drainUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        closing = true;
        wakeups.release();
        try {
            thread.join(DRAIN_MILLIS);
            transport.close();
            thread.join(END_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }

    private void run() {
        try {
            while (!closing) {
                await(stepSafely());
            }
            drain();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            saveQuietly();
        }
    }

    private void drain() {
        while (System.nanoTime() < drainUntilNanos && !forwarding.failing()) {
            if (stepSafely().isAfter(clock.instant())) {
                return;
            }
        }
    }

    private Instant stepSafely() {
        try {
            return forwarding.step();
        } catch (RuntimeException fault) {
            LOG.error("forwarding to {} met a fault", tally.status().destination(), fault);
            return clock.instant().plusMillis(FAULT_MILLIS);
        }
    }

    private void await(Instant due) throws InterruptedException {
        long millis = Duration.between(clock.instant(), due).toMillis();
        if (millis > 0 && wakeups.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wakeups.drainPermits();
        }
    }

    private void saveQuietly() {
        try {
            forwarding.save();
        } catch (UncheckedIOException failure) {
            LOG.warn("the cursor could not be saved; some batches will be sent again", failure);
        }
    }
}
