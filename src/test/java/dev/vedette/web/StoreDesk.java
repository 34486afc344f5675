package dev.vedette.web;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertDesk;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Matcher;
import dev.vedette.alerting.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The simplest desk there can be, over a store. */
final class StoreDesk implements AlertDesk {
    private final AlertStore store;
    private final InstantSource clock;
    private int silences;

    StoreDesk(AlertStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Alert> acknowledge(String fingerprint, String by, String note) {
        return move(fingerprint, by, AlertState.ACKNOWLEDGED, AlertChange.Kind.ACKNOWLEDGED);
    }

    @Override
    public Optional<Alert> resolve(String fingerprint, String by, String note) {
        return move(fingerprint, by, AlertState.RESOLVED, AlertChange.Kind.RESOLVED);
    }

    @Override
    public synchronized Silence silence(List<Matcher> matchers, Duration duration, String by, String comment) {
        Instant now = clock.instant();
        silences++;
        Silence silence = new Silence("silence-" + silences, matchers, now, now.plus(duration), by, comment);
        store.save(silence);
        return silence;
    }

    @Override
    public Optional<Silence> expire(String silenceId, String by) {
        Instant now = clock.instant();
        Optional<Silence> found = store.silences(now).stream()
                .filter(silence -> silence.id().equals(silenceId))
                .findFirst();
        found.ifPresent(silence -> store.save(new Silence(
                silence.id(),
                silence.matchers(),
                silence.startsAt().minusMillis(1),
                now,
                silence.createdBy(),
                silence.comment())));
        return found;
    }

    private Optional<Alert> move(String fingerprint, String by, AlertState state, AlertChange.Kind kind) {
        Optional<Alert> moved = store.alert(fingerprint)
                .map(alert -> new Alert(
                        alert.fingerprint(),
                        alert.rule(),
                        alert.labels(),
                        state,
                        alert.severity(),
                        alert.openedAt(),
                        alert.lastSeenAt(),
                        clock.instant(),
                        by,
                        alert.occurrences(),
                        alert.episodes(),
                        alert.latest(),
                        alert.traceIds()));
        moved.ifPresent(alert -> store.save(List.of(new AlertChange(kind, alert)), List.of(), -1));
        return moved;
    }
}
