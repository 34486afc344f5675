package dev.vedette.storage;

import java.time.Instant;

/** Instants as epoch nanoseconds for columns to order by; what lies outside 1678 to 2262 is taken for the nearest. */
final class SqlTime {
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L - 1;

    private SqlTime() {}

    static long nanos(Instant instant) {
        long second = instant.getEpochSecond();
        if (second > LAST_SECOND) {
            return Long.MAX_VALUE;
        }
        return second < -LAST_SECOND ? Long.MIN_VALUE : second * 1_000_000_000L + instant.getNano();
    }
}
