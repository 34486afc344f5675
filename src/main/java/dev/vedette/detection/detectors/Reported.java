package dev.vedette.detection.detectors;

import dev.vedette.detection.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * When a cause was last told of, so that a cause that goes on is told of now and then instead of at every span, and
 * getting worse is told at once. Immutable.
 *
 * @param atSeconds when it was last told, in seconds since 1970 of event time
 * @param severity how bad it was then
 * @param times how often it was seen, told or not
 */
record Reported(long atSeconds, Severity severity, long times) {
    private static final long PAUSE_SECONDS = Duration.ofMinutes(10).toSeconds();

    static Reported first(Instant at, Severity severity) {
        return new Reported(at.getEpochSecond(), severity, 1);
    }

    /** Whether seeing it now is worth telling again. */
    boolean isDue(Instant at, Severity now) {
        return now.compareTo(severity) > 0 || at.getEpochSecond() - atSeconds >= PAUSE_SECONDS;
    }

    Reported again(Instant at, Severity now) {
        return isDue(at, now)
                ? new Reported(at.getEpochSecond(), now, times + 1)
                : new Reported(atSeconds, severity, times + 1);
    }
}
