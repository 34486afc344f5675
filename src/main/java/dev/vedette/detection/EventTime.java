package dev.vedette.detection;

import dev.vedette.telemetry.Epoch;
import java.time.Duration;
import java.time.Instant;

/** Makes the time of what senders report sane: their clocks may be wrong. */
public final class EventTime {
    /** How far ahead of the receiver a sender's clock may be before it is not believed. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private EventTime() {}

    /**
     * The time to count a span or log record by.
     *
     * @param epochNanos its end, as the sender says, in nanoseconds since 1970-01-01T00:00Z
     * @param receivedAt when it was received, by the receiver's clock
     * @return the sender's time, unless it lies more than {@link #TOLERANCE} in the future; then the time of receipt
     */
    public static Instant at(long epochNanos, Instant receivedAt) {
        Instant claimed = Epoch.instant(epochNanos);
        return claimed.isAfter(receivedAt.plus(TOLERANCE)) ? receivedAt : claimed;
    }
}
