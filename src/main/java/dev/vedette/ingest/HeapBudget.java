package dev.vedette.ingest;

import dev.vedette.ingest.RefusedException.Reason;

/**
 * The heap that requests may take together while they are read and decoded. A few large bodies fill it as well as many
 * small ones, which is why it counts bytes and not requests. Thread-safe.
 */
final class HeapBudget {
    private static final int RETRY_SECONDS = 1;

    private final long total;
    private long taken;

    HeapBudget(long total) {
        this.total = total;
    }

    /** Room for one request, none yet. */
    Lease lease() {
        return new Lease();
    }

    /** The bytes taken now. */
    synchronized long taken() {
        return taken;
    }

    private synchronized boolean take(Lease lease, long bytes) {
        boolean alone = taken == lease.held;
        if (lease.closed || (taken + bytes > total && !alone)) {
            return false;
        }
        taken += bytes;
        lease.held += bytes;
        return true;
    }

    private synchronized void close(Lease lease) {
        taken -= lease.held;
        lease.held = 0;
        lease.closed = true;
    }

    /** What one request has taken. One that is alone may take more than there is, for it can never get more room. */
    final class Lease implements AutoCloseable {
        private long held;
        private boolean closed;

        /** Takes more; refuses the request when there is no room now, or when the lease was given back already. */
        void take(long bytes) throws RefusedException {
            if (!HeapBudget.this.take(this, bytes)) {
                throw new RefusedException(
                        Reason.BUSY, "too many large requests are being received now, try again", RETRY_SECONDS);
            }
        }

        @Override
        public void close() {
            HeapBudget.this.close(this);
        }
    }
}
