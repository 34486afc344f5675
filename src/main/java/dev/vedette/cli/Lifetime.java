package dev.vedette.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * From now until the process is asked to end (Ctrl-C, SIGTERM). The end is held up until this is closed, so that
 * whatever was opened within can be closed in order.
 */
final class Lifetime implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 25;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "vedette-shutdown"));
    }

    /** Returns when the process is asked to end. */
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        finished.countDown();
    }

    private void end() {
        asked.countDown();
        try {
            boolean orderly = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!orderly) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
