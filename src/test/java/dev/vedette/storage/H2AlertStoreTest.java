package dev.vedette.storage;

import static dev.vedette.storage.SampleAlerts.NOW;
import static dev.vedette.storage.SampleAlerts.alert;
import static dev.vedette.storage.SampleAlerts.notification;
import static dev.vedette.storage.SampleAlerts.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.detection.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2AlertStoreTest extends JdbcAlertStoreContract {
    @TempDir
    Path directory;

    @Override
    AlertStore openEmpty() {
        return JdbcAlertStore.open(location());
    }

    @Override
    StoreLocation location() {
        return new StoreLocation.Directory(directory);
    }

    @Test
    void whatTheDatabaseLostIsDoneAgainFromTheJournalOnce() throws Exception {
        store.save(List.of(opened("a")), List.of(notification("1", "hook", NOW)), 3);
        store.close();
        Path old = Files.copy(directory.resolve("alerts.mv.db"), directory.resolve("old"));
        store = openEmpty();
        Alert seen = alert("a", AlertState.ACKNOWLEDGED, Severity.HIGH, NOW.plusSeconds(1));
        store.save(
                List.of(new AlertChange(AlertChange.Kind.ACKNOWLEDGED, seen), opened("b")),
                List.of(notification("2", "hook", NOW)),
                9);
        store.attempted(notification("1", "hook", NOW), new Delivery.Delivered(), NOW, NOW);
        store.attempted(notification("2", "hook", NOW), new Delivery.Retry(null, "HTTP 503"), NOW, NOW);
        store.close();
        Files.move(old, directory.resolve("alerts.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        for (int opened = 0; opened < 2; opened++) {
            store = openEmpty();
            assertThat(store.position()).isEqualTo(9);
            assertThat(store.alert("a")).contains(seen);
            assertThat(store.unresolved()).hasSize(2);
            assertThat(store.history("a", 10)).hasSize(2);
            assertThat(store.due(NOW, 10))
                    .extracting(Notification::id, Notification::attempts)
                    .containsExactly(tuple("2", 1));
            assertThat(store.deliveries(10)).hasSize(2);
            store.close();
        }
        Files.delete(directory.resolve("alerts.mv.db"));
        store = openEmpty();
        assertThat(store.unresolved()).as("made again from the journal alone").hasSize(2);
    }
}
