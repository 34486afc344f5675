package dev.vedette.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps alerts, silences and the outbox, apart from the bulky spans. Every method throws {@link
 * dev.vedette.telemetry.StoreException} when the store cannot do its work. Thread-safe; what is returned is durable.
 */
public interface AlertStore extends AutoCloseable {
    /**
     * Keeps changes and the notifications that tell of them in one transaction, and notes that the span log was
     * watched up to {@code position}. A change of kind {@link AlertChange.Kind#REPEATED} only updates its alert; every
     * other is kept as history too.
     *
     * @param position the log position up to which findings are accounted for, or −1 to leave it as it is
     */
    void save(List<AlertChange> changes, List<Notification> notifications, long position);

    /** The position given to the last {@link #save} that gave one, or 0. */
    long position();

    /** The alert of this fingerprint. */
    Optional<Alert> alert(String fingerprint);

    /** All alerts that are not resolved, for the book to start with. */
    List<Alert> unresolved();

    /** Alerts that match, the newest seen first. */
    List<Alert> find(AlertQuery query);

    /** What happened to an alert, newest first, at most {@code limit}; REPEATED is not kept. */
    List<HistoryEntry> history(String fingerprint, int limit);

    /**
     * Notifications due at {@code now}, oldest first, at most {@code limit}. Those of {@link #disabledReceivers} are
     * kept but never due.
     */
    List<Notification> due(Instant now, int limit);

    /** Notes an attempt: removes what was delivered or refused, moves what is to be tried again to {@code next}. */
    void attempted(Notification notification, Delivery delivery, Instant at, Instant next);

    /** What became of notifications, newest first. */
    List<DeliveryRecord> deliveries(int limit);

    /** How many notifications wait, those of disabled receivers included. */
    long waiting();

    /** Keeps a silence, or replaces the one of the same id. */
    void save(Silence silence);

    /** Silences that have not ended at {@code now}. */
    List<Silence> silences(Instant now);

    /** Receivers that asked for nothing more. */
    List<String> disabledReceivers();

    /** Lets a receiver be told again. */
    void enableReceiver(String receiver);

    /**
     * Forgets resolved alerts last seen before {@code before} with all their history, and history, delivery records and
     * ended silences older than that.
     */
    void retain(Instant before);

    @Override
    void close();

    /** One line of an alert's history. */
    record HistoryEntry(Instant at, AlertChange.Kind kind, String by, String note) {
        /** The line that a change leaves. What Vedette did is explained by the newest finding's title. */
        public static HistoryEntry of(AlertChange change) {
            Alert alert = change.alert();
            String by = alert.changedBy();
            Instant at = change.kind() == AlertChange.Kind.ESCALATED ? alert.lastSeenAt() : alert.changedAt();
            return new HistoryEntry(
                    at,
                    change.kind(),
                    by == null ? "vedette" : by,
                    by == null ? alert.latest().title() : "");
        }
    }

    /** One line of the delivery log. */
    record DeliveryRecord(
            Instant at, String notificationId, String receiver, String fingerprint, String kind, String outcome) {
        /** The line that an attempt leaves. */
        public static DeliveryRecord of(Notification notification, Delivery delivery, Instant at) {
            String outcome = "delivered";
            if (delivery instanceof Delivery.Retry retry) {
                outcome = "retry: " + retry.why();
            } else if (delivery instanceof Delivery.Refused refused) {
                outcome = "refused: " + refused.why();
            }
            return new DeliveryRecord(
                    at,
                    notification.id(),
                    notification.receiver(),
                    notification.change().alert().fingerprint(),
                    notification.change().kind().label(),
                    outcome);
        }
    }
}
