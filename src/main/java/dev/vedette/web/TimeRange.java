package dev.vedette.web;

import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A range of time in steps, both ends on a step's border.
 *
 * @param from inclusive
 * @param to exclusive
 */
record TimeRange(Instant from, Instant to, int stepMinutes) {
    /** The parameters that {@link #of} reads. */
    static final String[] PARAMETERS = {"range", "from", "to"};

    private static final Map<String, Duration> NAMED = Map.of(
            "15m", Duration.ofMinutes(15),
            "1h", Duration.ofHours(1),
            "6h", Duration.ofHours(6),
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7));
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 240, 480};
    private static final int POINTS = 180;

    /** The range named by {@code range}, or given by {@code from} and {@code to}; the last hour when neither is. */
    static TimeRange of(Parameters parameters, Instant now) {
        Instant from = parameters.instant("from");
        Instant to = parameters.instant("to");
        if (from == null) {
            return ending(to == null ? now : to, named(parameters.text("range")));
        }
        Instant end = to == null ? now : to;
        Duration length = Duration.between(from, end);
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw Problem.badRequest("The range is empty or too long.", "Ask for up to 31 days, from before to.");
        }
        return ending(end, length);
    }

    ActivityQuery query() {
        return new ActivityQuery(fromNanos(), toNanos(), stepMinutes);
    }

    long fromNanos() {
        return nanos(from);
    }

    long toNanos() {
        return nanos(to);
    }

    int points() {
        return (int) (Duration.between(from, to).toMinutes() / stepMinutes);
    }

    /** Which step a time falls into; clamped to the first and the last. */
    int indexOf(long epochNanos) {
        long step = Duration.ofMinutes(stepMinutes).toNanos();
        return (int) Math.max(0, Math.min(points() - 1L, Math.floorDiv(epochNanos - fromNanos(), step)));
    }

    private static TimeRange ending(Instant end, Duration length) {
        int step = stepFor(length);
        long seconds = step * 60L;
        long to = Math.floorDiv(end.getEpochSecond() + seconds, seconds) * seconds;
        long steps = Math.max(1, length.toSeconds() / seconds);
        return new TimeRange(Instant.ofEpochSecond(to - steps * seconds), Instant.ofEpochSecond(to), step);
    }

    private static int stepFor(Duration length) {
        for (int step : STEPS) {
            if (length.toMinutes() / step <= POINTS) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private static Duration named(@Nullable String name) {
        Duration length = NAMED.get(name == null ? "1h" : name);
        if (length == null) {
            throw Problem.badRequest("range has an unknown value.", "Use 15m, 1h, 6h, 24h or 7d, or from and to.");
        }
        return length;
    }

    private static long nanos(Instant instant) {
        try {
            return Epoch.nanos(instant);
        } catch (ArithmeticException outside) {
            throw Problem.badRequest("The time is too far away.", "Use years between 1678 and 2262.");
        }
    }
}
