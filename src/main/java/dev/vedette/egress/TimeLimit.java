package dev.vedette.egress;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A moment by which something must have happened, however many small steps it takes. */
final class TimeLimit {
    private final long end;

    private TimeLimit(long end) {
        this.end = end;
    }

    static TimeLimit in(Duration time) {
        return new TimeLimit(System.nanoTime() + time.toNanos());
    }

    /**
     * What is left, at least one millisecond.
     *
     * @throws SocketTimeoutException if nothing is
     */
    long millisLeft() throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("out of time");
        }
        return left;
    }
}
