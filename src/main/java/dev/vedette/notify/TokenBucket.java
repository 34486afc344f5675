package dev.vedette.notify;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and so many a minute in the long run. Whoever finds it empty comes again later. Not thread-safe. */
final class TokenBucket {
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final int perMinute;
    private double tokens;
    private Instant filledAt = Instant.MIN;

    TokenBucket(int perMinute) {
        this.perMinute = perMinute;
        this.tokens = perMinute;
    }

    /** Whether there is one, which is then taken. A clock that was set back fills nothing. */
    boolean take(Instant now) {
        if (filledAt.equals(Instant.MIN) || now.isBefore(filledAt)) {
            filledAt = now;
        }
        double earned = Duration.between(filledAt, now).toMillis() * perMinute / MILLIS_PER_MINUTE;
        tokens = Math.min(perMinute, tokens + earned);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
