package dev.vedette.agent.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket: holds a minute's worth, fills at an even pace, and lets through what it holds enough for. Something
 * larger than the bucket passes when the bucket is full and leaves a debt, so that it is late rather than impossible.
 * Not thread-safe.
 */
final class RateBucket {
    private static final double MILLIS = Duration.ofMinutes(1).toMillis();

    private final double perMinute;
    private double level;
    private Instant filledAt;

    RateBucket(long perMinute, Instant now) {
        this.perMinute = perMinute;
        this.level = perMinute;
        this.filledAt = now;
    }

    /** How long until so much passes; zero for at once. */
    Duration waitFor(long amount, Instant now) {
        fill(now);
        double missing = Math.min((double) amount, perMinute) - level;
        return missing <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(missing / perMinute * MILLIS));
    }

    void take(long amount) {
        level -= amount;
    }

    void giveBack(long amount) {
        level = Math.min(perMinute, level + amount);
    }

    private void fill(Instant now) {
        if (now.isAfter(filledAt)) {
            level = Math.min(perMinute, level + Duration.between(filledAt, now).toMillis() / MILLIS * perMinute);
            filledAt = now;
        }
    }
}
