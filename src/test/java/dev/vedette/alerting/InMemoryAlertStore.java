package dev.vedette.alerting;

import dev.vedette.telemetry.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An {@link AlertStore} that forgets everything with the process: the double for tests, held to the same contract suite
 * as the real ones. Thread-safe.
 */
public final class InMemoryAlertStore implements AlertStore {
    private record Event(String fingerprint, HistoryEntry entry) {}

    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Map<String, Notification> outbox = new LinkedHashMap<>();
    private final List<DeliveryRecord> deliveries = new ArrayList<>();
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final TreeSet<String> disabled = new TreeSet<>();
    private long position;
    private boolean closed;

    @Override
    public synchronized void save(List<AlertChange> changes, List<Notification> notifications, long upTo) {
        failWhenClosed();
        for (AlertChange change : changes) {
            alerts.put(change.alert().fingerprint(), change.alert());
            if (change.isNews()) {
                history.add(new Event(change.alert().fingerprint(), HistoryEntry.of(change)));
            }
        }
        notifications.forEach(notification -> outbox.putIfAbsent(notification.id(), notification));
        position = upTo < 0 ? position : upTo;
    }

    @Override
    public synchronized long position() {
        failWhenClosed();
        return position;
    }

    @Override
    public synchronized Optional<Alert> alert(String fingerprint) {
        failWhenClosed();
        return Optional.ofNullable(alerts.get(fingerprint));
    }

    @Override
    public synchronized List<Alert> unresolved() {
        failWhenClosed();
        return alerts.values().stream()
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .toList();
    }

    @Override
    public synchronized List<Alert> find(AlertQuery query) {
        failWhenClosed();
        return alerts.values().stream()
                .filter(alert -> query.states().isEmpty() || query.states().contains(alert.state()))
                .filter(alert -> query.atLeast() == null || alert.severity().compareTo(query.atLeast()) >= 0)
                .filter(alert -> query.rule() == null || alert.rule().equals(query.rule()))
                .filter(alert -> query.agent() == null
                        || query.agent().equals(alert.labels().get("agent")))
                .sorted(Comparator.comparing(Alert::lastSeenAt).reversed().thenComparing(Alert::fingerprint))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized List<HistoryEntry> history(String fingerprint, int limit) {
        failWhenClosed();
        return newestFirst(history.stream()
                        .filter(event -> event.fingerprint().equals(fingerprint))
                        .map(Event::entry)
                        .toList())
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Notification> due(Instant now, int limit) {
        failWhenClosed();
        return outbox.values().stream()
                .filter(notification -> !notification.notBefore().isAfter(now))
                .filter(notification -> !disabled.contains(notification.receiver()))
                .sorted(Comparator.comparing(Notification::createdAt))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void attempted(Notification notification, Delivery delivery, Instant at, Instant next) {
        failWhenClosed();
        deliveries.add(DeliveryRecord.of(notification, delivery, at));
        if (delivery instanceof Delivery.Retry) {
            outbox.computeIfPresent(
                    notification.id(),
                    (id, waiting) -> new Notification(
                            id,
                            waiting.receiver(),
                            waiting.change(),
                            waiting.createdAt(),
                            waiting.attempts() + 1,
                            next));
            return;
        }
        outbox.remove(notification.id());
        if (delivery instanceof Delivery.Refused refused && refused.disable()) {
            disabled.add(notification.receiver());
        }
    }

    @Override
    public synchronized List<DeliveryRecord> deliveries(int limit) {
        failWhenClosed();
        return newestFirst(deliveries).stream().limit(limit).toList();
    }

    @Override
    public synchronized long waiting() {
        failWhenClosed();
        return outbox.size();
    }

    @Override
    public synchronized void save(Silence silence) {
        failWhenClosed();
        silences.put(silence.id(), silence);
    }

    @Override
    public synchronized List<Silence> silences(Instant now) {
        failWhenClosed();
        return silences.values().stream()
                .filter(silence -> silence.endsAt().isAfter(now))
                .sorted(Comparator.comparing(Silence::startsAt).thenComparing(Silence::id))
                .toList();
    }

    @Override
    public synchronized List<String> disabledReceivers() {
        failWhenClosed();
        return List.copyOf(disabled);
    }

    @Override
    public synchronized void enableReceiver(String receiver) {
        failWhenClosed();
        disabled.remove(receiver);
    }

    @Override
    public synchronized void retain(Instant before) {
        failWhenClosed();
        alerts.values()
                .removeIf(alert -> alert.state() == AlertState.RESOLVED
                        && alert.lastSeenAt().isBefore(before));
        history.removeIf(event -> event.entry().at().isBefore(before) || !alerts.containsKey(event.fingerprint()));
        deliveries.removeIf(delivery -> delivery.at().isBefore(before));
        silences.values().removeIf(silence -> silence.endsAt().isBefore(before));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private static <T> List<T> newestFirst(List<T> oldestFirst) {
        List<T> reversed = new ArrayList<>(oldestFirst);
        java.util.Collections.reverse(reversed);
        return reversed;
    }

    private void failWhenClosed() {
        if (closed) {
            throw new StoreException("The store is closed.", new IllegalStateException("closed"));
        }
    }
}
