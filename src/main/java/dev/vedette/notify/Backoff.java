package dev.vedette.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: the schedule that Standard Webhooks 1.0.0 recommends (at once, then after 5 s, 5 min, 30 min, 2, 5,
 * 10, 14, 20 and 24 h), each up to a fifth later by chance, so that a receiver that comes back is not met by everything
 * at once. Thread-safe.
 */
final class Backoff {
    private static final List<Duration> SCHEDULE = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait after so many failed attempts, or empty when enough were made.
     *
     * @param failures at least 1
     * @param asked how long the receiver asked us to wait, at most a day of which is granted, or null
     */
    Optional<Duration> after(int failures, @Nullable Duration asked) {
        if (failures > SCHEDULE.size()) {
            return Optional.empty();
        }
        Duration planned = SCHEDULE.get(failures - 1);
        Duration later = planned.plusMillis((long) (planned.toMillis() * JITTER * chance()));
        return Optional.of(asked == null || asked.compareTo(later) <= 0 ? later : granted(asked));
    }

    /** What is granted of a wait that a receiver asked for. */
    static Duration granted(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private double chance() {
        synchronized (random) {
            return random.nextDouble();
        }
    }
}
