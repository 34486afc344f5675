package dev.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2BrakeStoreTest extends JdbcBrakeStoreContract {
    @TempDir
    Path directory;

    private int stores;

    @Override
    StoreLocation location() {
        stores++;
        return here();
    }

    private StoreLocation here() {
        return new StoreLocation.Directory(directory.resolve("store" + stores));
    }

    @Override
    JdbcAlertStore reopen() {
        return JdbcAlertStore.open(here());
    }

    @Test
    void whatTheDatabaseLostIsDoneAgainFromTheJournal() throws Exception {
        Brake lifted = brake("b", BrakeLevel.STOP, NOW, Duration.ofHours(1));
        Brake holds = brake("c", BrakeLevel.ASK, NOW, Duration.ofHours(1));
        store.keep(lifted);
        store.keep(holds);
        store.lift("b", NOW);
        closeStore();
        Files.delete(directory.resolve("store1").resolve("alerts.mv.db"));
        store = reopen();
        assertThat(store.board(NOW).brakes()).containsExactly(holds);
    }
}
