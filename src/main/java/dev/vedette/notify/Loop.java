package dev.vedette.notify;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that works as long as there is work, then waits until it is woken or a while has passed. What the work
 * throws is logged and ends nothing.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private final BooleanSupplier work;
    private final Duration idle;
    private volatile boolean closed;

    /**
     * @param work one portion; tells whether there is more at once
     * @param idle how long to wait for {@link #wake}
     */
    Loop(String name, BooleanSupplier work, Duration idle) {
        this.work = work;
        this.idle = idle;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        woken.release();
    }

    /** Begins no further portion. */
    void stop() {
        closed = true;
        woken.release();
    }

    /** Waits until a stopped loop has ended, or for so long. */
    void join(Duration limit) throws InterruptedException {
        thread.join(Math.max(1, limit.toMillis()));
    }

    private void run() {
        while (!closed) {
            woken.drainPermits();
            if (!portion() && !closed && !pause()) {
                return;
            }
        }
    }

    private boolean portion() {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException failed) {
            LOG.warn("{} could not do its work and tries again.", thread.getName(), failed);
            return false;
        }
    }

    /** False when the thread was interrupted. */
    private boolean pause() {
        try {
            boolean early = woken.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS);
            return early || !Thread.currentThread().isInterrupted();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
