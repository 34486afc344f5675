package dev.vedette.notify;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Notifier;
import dev.vedette.detection.Severity;
import dev.vedette.health.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one receiver: one message at a time, the most severe first. After a failure the whole lane waits for a
 * moment that doubles up to a minute (or as long as the receiver asked), so that a dead receiver neither burns the
 * attempts of everything that waits for it nor is knocked at without pause. Not thread-safe.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int PORTION = 20;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final AlertStore store;
    private final Notifier notifier;
    private final Backoff backoff;
    private final TokenBucket bucket;
    private final Pulse pulse;
    private Instant pausedUntil = Instant.MIN;
    private int failures;

    Lane(AlertStore store, Notifier notifier, Backoff backoff, TokenBucket bucket, Pulse pulse) {
        this.store = store;
        this.notifier = notifier;
        this.backoff = backoff;
        this.bucket = bucket;
        this.pulse = pulse;
    }

    String receiver() {
        return notifier.receiver();
    }

    /** Sends a portion of what is due and says how many attempts were made. */
    int pass(InstantSource clock) {
        if (clock.instant().isBefore(pausedUntil)) {
            return 0;
        }
        List<Notification> due = mostSevereFirst(store.due(receiver(), clock.instant(), PORTION));
        int attempts = 0;
        for (Notification notification : due) {
            Instant now = clock.instant();
            if (now.isBefore(pausedUntil) || !bucket.take(now)) {
                break;
            }
            Delivery delivery = send(notification, now);
            attempts++;
            note(notification, delivery, clock.instant());
            if (delivery instanceof Delivery.Refused refused && refused.disable()) {
                break;
            }
        }
        return attempts;
    }

    /** By the worst that is said of an alert; what is said of one alert stays in order. */
    private static List<Notification> mostSevereFirst(List<Notification> due) {
        Map<String, Severity> worst = new HashMap<>();
        for (Notification notification : due) {
            Alert alert = notification.change().alert();
            worst.merge(alert.fingerprint(), alert.severity(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        Comparator<Notification> mildFirst = Comparator.comparing(
                notification -> worst.getOrDefault(notification.change().alert().fingerprint(), Severity.INFO));
        return due.stream().sorted(mildFirst.reversed()).toList();
    }

    private Delivery send(Notification notification, Instant now) {
        try {
            return notifier.send(notification, now);
        } catch (RuntimeException defect) {
            LOG.warn("Receiver {} failed in a way that it should not.", receiver(), defect);
            return new Delivery.Retry(
                    null, "internal failure: " + defect.getClass().getSimpleName());
        }
    }

    private void note(Notification notification, Delivery delivery, Instant now) {
        if (delivery instanceof Delivery.Retry retry) {
            failures++;
            pausedUntil = now.plus(pause(retry));
            Optional<Duration> wait = backoff.after(notification.attempts() + 1, retry.after());
            if (wait.isPresent()) {
                count("retried");
                LOG.info("{} was not delivered to {}: {}", notification.id(), receiver(), retry.why());
                store.attempted(notification, delivery, now, now.plus(wait.get()));
            } else {
                refuse(notification, new Delivery.Refused("given up after many attempts: " + retry.why(), false), now);
            }
            return;
        }
        failures = 0;
        if (delivery instanceof Delivery.Refused refused) {
            refuse(notification, refused, now);
        } else {
            count("delivered");
            store.attempted(notification, delivery, now, now);
        }
    }

    private void refuse(Notification notification, Delivery.Refused refused, Instant now) {
        count("refused");
        LOG.warn("{} will not be delivered to {}: {}", notification.id(), receiver(), refused.why());
        store.attempted(notification, refused, now, now);
    }

    private Duration pause(Delivery.Retry retry) {
        Duration asked = retry.after();
        if (asked != null) {
            return Backoff.granted(asked);
        }
        int doublings = Math.min(failures - 1, 6);
        return Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << doublings));
    }

    private void count(String fate) {
        pulse.count("notifications", "Attempts to notify, by what became of them.", fate);
    }
}
