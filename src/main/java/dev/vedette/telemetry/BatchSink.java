package dev.vedette.telemetry;

import java.util.concurrent.CompletableFuture;

/** Where received batches go. Thread-safe; never blocks. */
public interface BatchSink {
    /**
     * Takes a batch. The future completes when its records would survive the death of the process, and only then may
     * the sender be told OK. It completes exceptionally with {@link Busy} when there is no room now, and with {@link
     * StoreException} when the store cannot keep it; both mean that the sender should try again later.
     */
    CompletableFuture<Void> submit(TelemetryBatch batch);

    /** There is no room now. */
    final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int retryAfterSeconds;

        public Busy(String why, int retryAfterSeconds) {
            super(why, null, false, false);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** When to try again, in seconds. */
        public int retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }
}
