package dev.vedette.export;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a random time up to a limit that doubles from one second to a minute.
 * Source: Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LAST_MILLIS = 60_000;
    private static final long LEAST_MILLIS = 100;
    private static final int MAX_DOUBLINGS = 6;

    private final RandomGenerator random;
    private int attempts;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How long to wait after one more failure. */
    Duration next() {
        long limit = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(attempts, MAX_DOUBLINGS));
        attempts++;
        return Duration.ofMillis(Math.max(LEAST_MILLIS, random.nextLong(limit + 1)));
    }

    /** The last attempt went well. */
    void reset() {
        attempts = 0;
    }

    /** Whether the last attempt failed. */
    boolean failing() {
        return attempts > 0;
    }
}
