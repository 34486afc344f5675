package dev.vedette.alerting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people can do about alerts. What is returned is durable. Thread-safe. */
public interface AlertDesk {
    /** Somebody is on it; empty when there is no such alert. Doing it twice changes nothing. */
    Optional<Alert> acknowledge(String fingerprint, String by, String note);

    /** It is over; empty when there is no such alert. A later finding opens it again. */
    Optional<Alert> resolve(String fingerprint, String by, String note);

    /** Tell nobody of alerts with such labels for a while. */
    Silence silence(List<Matcher> matchers, Duration duration, String by, String comment);

    /** Ends a silence now; empty when there is none of this id that lasts. */
    Optional<Silence> expire(String silenceId, String by);
}
