package dev.vedette.alerting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who is to be told what. Pure and immutable: the same changes give the same notifications with the same ids, so
 * that a replay writes nothing twice into the outbox and receivers can drop what they have.
 *
 * <p>In this order: a repetition is not news; an alert that is silenced at {@code now} tells nobody anything, also not
 * that it is over; every route that wants the change names its receiver, each receiver once; a receiver that answered it
 * wants nothing more gets nothing. Silences look at the alert's labels as they are after the change: an escalation can
 * leave a silence of {@code severity=medium} behind. What was held back is never sent afterwards; the dashboard shows
 * the alert all the same.
 */
public final class NotificationPlan {
    private static final int ID_BYTES = 16;

    private final List<Route> routes;

    /** A plan for these routes; with none, nobody is ever told. */
    public NotificationPlan(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Who is to be told of these changes.
     *
     * @param silences those that have not ended; the others have no effect
     * @param disabled receivers that want nothing more
     * @param now processing time: silences go by it, and the notifications are due at it
     */
    public Told plan(List<AlertChange> changes, List<Silence> silences, Collection<String> disabled, Instant now) {
        List<Notification> notifications = new ArrayList<>();
        List<Suppression> suppressions = new ArrayList<>();
        for (AlertChange change : changes) {
            if (!change.isNews()) {
                continue;
            }
            Optional<Silence> silence = silences.stream()
                    .filter(candidate -> candidate.silences(change.alert().labels(), now))
                    .findFirst();
            if (silence.isPresent()) {
                suppressions.add(suppression(change, silence.get()));
            } else {
                tell(change, disabled, now, notifications, suppressions);
            }
        }
        return new Told(notifications, suppressions);
    }

    private void tell(
            AlertChange change,
            Collection<String> disabled,
            Instant now,
            List<Notification> notifications,
            List<Suppression> suppressions) {
        Alert alert = change.alert();
        Set<String> receivers = new LinkedHashSet<>();
        routes.stream()
                .filter(route -> route.wants(change))
                .map(Route::receiver)
                .forEach(receivers::add);
        if (receivers.isEmpty()) {
            suppressions.add(new Suppression(alert.fingerprint(), change.kind(), null, "No route wants it."));
        }
        for (String receiver : receivers) {
            if (disabled.contains(receiver)) {
                String why = "Receiver " + receiver + " is disabled: it answered that it wants nothing more.";
                suppressions.add(new Suppression(alert.fingerprint(), change.kind(), receiver, why));
            } else {
                notifications.add(new Notification(id(change, receiver), receiver, change, now, 0, now));
            }
        }
    }

    private static Suppression suppression(AlertChange change, Silence silence) {
        String why = "Silence " + silence.id() + " of " + silence.createdBy() + " until " + silence.endsAt() + ": "
                + silence.comment();
        return new Suppression(change.alert().fingerprint(), change.kind(), null, why);
    }

    /** Event time is in it, so that an alert which was forgotten and comes again is not taken for the old one. */
    private static String id(AlertChange change, String receiver) {
        Alert alert = change.alert();
        return "msg_"
                + Fingerprint.digest(
                        ID_BYTES,
                        alert.fingerprint(),
                        change.kind().label(),
                        alert.openedAt().toString(),
                        Integer.toString(alert.episodes()),
                        Long.toString(alert.occurrences()),
                        receiver);
    }

    /** Who is told, and who is not. */
    public record Told(List<Notification> notifications, List<Suppression> suppressions) {
        public Told {
            notifications = List.copyOf(notifications);
            suppressions = List.copyOf(suppressions);
        }
    }
}
