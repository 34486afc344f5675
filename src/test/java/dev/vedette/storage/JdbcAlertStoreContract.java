package dev.vedette.storage;

import static dev.vedette.storage.SampleAlerts.NOW;
import static dev.vedette.storage.SampleAlerts.notification;
import static dev.vedette.storage.SampleAlerts.open;
import static dev.vedette.storage.SampleAlerts.opened;
import static dev.vedette.storage.SampleAlerts.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.Delivery;
import dev.vedette.detection.Severity;
import dev.vedette.telemetry.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What alerts stores that last must do besides. */
abstract class JdbcAlertStoreContract extends AlertStoreContract {
    /** Where the store of this test is. */
    abstract StoreLocation location();

    @Test
    void reopeningKeepsEverything() {
        store.save(List.of(opened("a")), List.of(notification("1", "hook", NOW), notification("2", "gone", NOW)), 9);
        store.attempted(notification("2", "gone", NOW), new Delivery.Refused("HTTP 410", true), NOW, NOW);
        store.save(silence("s", NOW, NOW.plusSeconds(1)));
        store.close();
        store = JdbcAlertStore.open(location());
        assertThat(store.position()).isEqualTo(9);
        assertThat(store.unresolved()).containsExactly(open("a"));
        assertThat(store.history("a", 10)).hasSize(1);
        assertThat(store.due(NOW, 10)).containsExactly(notification("1", "hook", NOW));
        assertThat(store.disabledReceivers()).containsExactly("gone");
        assertThat(store.silences(NOW)).hasSize(1);
        assertThat(store.deliveries(10)).hasSize(1);
    }

    @Test
    void nothingIsKeptOfASaveThatFails() {
        AlertChange tooLong = new AlertChange(
                AlertChange.Kind.OPENED, SampleAlerts.alert("f".repeat(65), AlertState.OPEN, Severity.LOW, NOW));
        assertThatThrownBy(() -> store.save(List.of(opened("a"), tooLong), List.of(notification("1", "hook", NOW)), 9))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Could not save alerts")
                .hasMessageNotContaining("ffff");
        assertThat(store.alert("a")).isEmpty();
        assertThat(store.waiting()).isZero();
        assertThat(store.position()).isZero();
    }
}
