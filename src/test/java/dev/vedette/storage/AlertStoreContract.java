package dev.vedette.storage;

import static dev.vedette.storage.SampleAlerts.NOW;
import static dev.vedette.storage.SampleAlerts.alert;
import static dev.vedette.storage.SampleAlerts.notification;
import static dev.vedette.storage.SampleAlerts.open;
import static dev.vedette.storage.SampleAlerts.opened;
import static dev.vedette.storage.SampleAlerts.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.AlertStore.DeliveryRecord;
import dev.vedette.alerting.AlertStore.HistoryEntry;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Silence;
import dev.vedette.detection.Band;
import dev.vedette.detection.Severity;
import dev.vedette.telemetry.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every alerts store must do. */
abstract class AlertStoreContract {
    AlertStore store;

    /** An empty store. */
    abstract AlertStore openEmpty() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = openEmpty();
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    private static AlertQuery query(
            Set<AlertState> states,
            @Nullable Severity atLeast,
            @Nullable String rule,
            @Nullable String agent,
            int limit) {
        return new AlertQuery(states, atLeast, rule, agent, limit);
    }

    private void save(Alert... alerts) {
        for (Alert alert : alerts) {
            store.save(List.of(new AlertChange(AlertChange.Kind.OPENED, alert)), List.of(), -1);
        }
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store.position()).isZero();
        assertThat(store.alert("none")).isEmpty();
        assertThat(store.unresolved()).isEmpty();
        assertThat(store.find(query(Set.of(), null, null, null, 10))).isEmpty();
        assertThat(store.history("none", 10)).isEmpty();
        assertThat(store.due(Instant.MAX, 10)).isEmpty();
        assertThat(store.deliveries(10)).isEmpty();
        assertThat(store.waiting()).isZero();
        assertThat(store.silences(Instant.EPOCH)).isEmpty();
        assertThat(store.disabledReceivers()).isEmpty();
    }

    @Test
    void anAlertComesBackExactlyAsItWas() {
        Band odd = new Band(0.1 + 0.2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.MIN_VALUE, "calls");
        Alert plain = open("a");
        Alert banded = alert("b", AlertState.ACKNOWLEDGED, Severity.INFO, NOW.plusNanos(1), "R", "p", odd);
        save(plain, banded);
        assertThat(store.alert("a")).contains(plain);
        assertThat(store.alert("b")).contains(banded);
        assertThat(store.unresolved()).containsExactlyInAnyOrder(plain, banded);
    }

    @Test
    void savingKeepsTheLastChangeAndNewsAsHistory() {
        Alert first = open("a");
        Alert repeated = alert("a", AlertState.OPEN, Severity.HIGH, NOW.plusSeconds(1));
        Alert worse = alert("a", AlertState.OPEN, Severity.CRITICAL, NOW.plusSeconds(2));
        Alert seen = alert("a", AlertState.ACKNOWLEDGED, Severity.CRITICAL, NOW.plusSeconds(2));
        store.save(
                List.of(
                        new AlertChange(AlertChange.Kind.OPENED, first),
                        new AlertChange(AlertChange.Kind.REPEATED, repeated),
                        new AlertChange(AlertChange.Kind.ESCALATED, worse, "it got worse")),
                List.of(),
                -1);
        store.save(List.of(new AlertChange(AlertChange.Kind.ACKNOWLEDGED, seen)), List.of(), -1);

        assertThat(store.alert("a")).contains(seen);
        assertThat(store.history("a", 10))
                .extracting(HistoryEntry::kind)
                .containsExactly(AlertChange.Kind.ACKNOWLEDGED, AlertChange.Kind.ESCALATED, AlertChange.Kind.OPENED);
        assertThat(store.history("a", 10)).extracting(HistoryEntry::by).containsExactly("ada", "vedette", "vedette");
        assertThat(store.history("a", 10).get(1).note()).isEqualTo("it got worse");
        assertThat(store.history("a", 10).get(1).at()).isEqualTo(worse.changedAt());
        assertThat(store.history("a", 1)).hasSize(1);
    }

    @Test
    void thePositionIsKeptUnlessToldOtherwise() {
        store.save(List.of(), List.of(), 17);
        store.save(List.of(opened("a")), List.of(), -1);
        assertThat(store.position()).isEqualTo(17);
        store.save(List.of(), List.of(), 40);
        assertThat(store.position()).isEqualTo(40);
    }

    @Test
    void findsByEveryRestrictionNewestSeenFirst() {
        Alert low = alert("a", AlertState.OPEN, Severity.LOW, NOW, "R1", "planner", null);
        Alert high = alert("b", AlertState.RESOLVED, Severity.HIGH, NOW.plusSeconds(5), "R1", "writer", null);
        Alert critical =
                alert("c", AlertState.ACKNOWLEDGED, Severity.CRITICAL, NOW.minusSeconds(5), "R2", "planner", null);
        save(low, high, critical);
        assertThat(store.find(query(Set.of(), null, null, null, 10))).containsExactly(high, low, critical);
        assertThat(store.find(query(Set.of(), null, null, null, 2))).containsExactly(high, low);
        assertThat(store.find(query(Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED), null, null, null, 10)))
                .containsExactly(low, critical);
        assertThat(store.find(query(Set.of(), Severity.HIGH, null, null, 10))).containsExactly(high, critical);
        assertThat(store.find(query(Set.of(), null, "R1", null, 10))).containsExactly(high, low);
        assertThat(store.find(query(Set.of(), null, null, "planner", 10))).containsExactly(low, critical);
        assertThat(store.find(query(Set.of(AlertState.OPEN), Severity.HIGH, "R1", "planner", 10)))
                .isEmpty();
        assertThat(store.unresolved()).containsExactlyInAnyOrder(low, critical);
    }

    @Test
    void notificationsWaitUntilTheyAreDelivered() {
        Notification late = notification("late", "hook", NOW.plusSeconds(60));
        Notification second = notification("second", "hook", NOW.plusSeconds(1));
        Notification first = notification("first", "hook", NOW);
        store.save(List.of(opened("a")), List.of(late, second, first), 3);
        store.save(List.of(), List.of(first), -1);

        assertThat(store.waiting()).isEqualTo(3);
        assertThat(store.due(NOW.minusNanos(1), 10)).isEmpty();
        assertThat(store.due(NOW.plusSeconds(1), 10)).containsExactly(first, second);
        assertThat(store.due(NOW.plusSeconds(99), 2)).containsExactly(first, second);

        Instant next = NOW.plusSeconds(30).plusNanos(1);
        store.attempted(first, new Delivery.Retry(Duration.ofSeconds(1), "HTTP 503"), NOW, next);
        assertThat(store.due(NOW.plusSeconds(1), 10)).containsExactly(second);
        assertThat(store.due(next, 10))
                .containsExactly(new Notification("first", "hook", first.change(), first.createdAt(), 1, next), second);
        store.attempted(second, new Delivery.Delivered(), NOW.plusSeconds(2), NOW);
        store.attempted(first, new Delivery.Refused("HTTP 400", false), NOW.plusSeconds(31), NOW);
        assertThat(store.waiting()).isEqualTo(1);
        assertThat(store.deliveries(10))
                .extracting(DeliveryRecord::outcome)
                .containsExactly("refused: HTTP 400", "delivered", "retry: HTTP 503");
        assertThat(store.deliveries(1))
                .containsExactly(new DeliveryRecord(
                        NOW.plusSeconds(31), "first", "hook", "f-first", "opened", "refused: HTTP 400"));
    }

    @Test
    void aReceiverThatWantsNothingMoreIsLeftAloneUntilEnabled() {
        Notification gone = notification("1", "gone", NOW);
        Notification held = notification("2", "gone", NOW);
        Notification other = notification("3", "other", NOW);
        store.save(List.of(), List.of(gone, held, other), -1);
        store.attempted(gone, new Delivery.Refused("HTTP 410", true), NOW, NOW);
        assertThat(store.disabledReceivers()).containsExactly("gone");
        assertThat(store.due(NOW, 10)).containsExactly(other);
        assertThat(store.due("gone", NOW, 10)).isEmpty();
        store.enableReceiver("gone");
        store.enableReceiver("never heard of");
        assertThat(store.disabledReceivers()).isEmpty();
        assertThat(store.due(NOW, 10)).containsExactly(held, other);
        assertThat(store.due("gone", NOW, 10)).containsExactly(held);
        assertThat(store.due("gone", NOW.minusNanos(1), 10)).isEmpty();
        assertThat(store.due("other", NOW, 0)).isEmpty();
    }

    @Test
    void silencesLastUntilTheirEnd() {
        Silence past = silence("past", NOW.minusSeconds(60), NOW);
        Silence now = silence("now", NOW.minusSeconds(60), NOW.plusNanos(1));
        Silence future = silence("future", NOW.plusSeconds(60), NOW.plusSeconds(90));
        store.save(future);
        store.save(past);
        store.save(now);
        assertThat(store.silences(NOW)).containsExactly(now, future);
        Silence ended = silence("now", NOW.minusSeconds(60), NOW.minusSeconds(1));
        store.save(ended);
        assertThat(store.silences(NOW)).containsExactly(future);
    }

    @Test
    void whatIsOldAndOverIsForgotten() {
        Alert old = alert("old", AlertState.RESOLVED, Severity.LOW, NOW.minusSeconds(100));
        Alert oldButOpen = alert("open", AlertState.OPEN, Severity.LOW, NOW.minusSeconds(100));
        Alert recent = alert("recent", AlertState.RESOLVED, Severity.LOW, NOW);
        save(old, oldButOpen, recent);
        Notification notification = notification("1", "hook", NOW.minusSeconds(100));
        store.save(List.of(), List.of(notification), -1);
        store.attempted(notification, new Delivery.Retry(null, "later"), NOW.minusSeconds(50), NOW);
        store.attempted(notification, new Delivery.Retry(null, "later"), NOW, NOW);
        store.retain(NOW.minusSeconds(10));
        assertThat(store.alert("old")).isEmpty();
        assertThat(store.history("old", 10)).isEmpty();
        assertThat(store.find(query(Set.of(), null, null, null, 10))).containsExactly(recent, oldButOpen);
        assertThat(store.history("recent", 10)).hasSize(1);
        assertThat(store.deliveries(10)).hasSize(1);
        assertThat(store.waiting()).isEqualTo(1);
        store.retain(NOW.plusSeconds(10));
        assertThat(store.history("open", 10)).isEmpty();
        assertThat(store.alert("open")).contains(oldButOpen);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertThatThrownBy(() -> store.save(List.of(), List.of(), 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(store::unresolved).isInstanceOf(StoreException.class).hasMessageContaining("closed");
    }
}
