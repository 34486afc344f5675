package dev.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeLevel;
import dev.vedette.brakes.BrakeStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stores of brakes that last must do besides. */
abstract class JdbcBrakeStoreContract extends BrakeStoreContract {
    /** Where the store of this test is. */
    abstract StoreLocation location() throws Exception;

    @Override
    final JdbcAlertStore openEmpty() throws Exception {
        return JdbcAlertStore.open(location());
    }

    /** Opens the same store again. */
    abstract JdbcAlertStore reopen();

    @AfterEach
    void closeStore() {
        if (store instanceof JdbcAlertStore jdbc) {
            jdbc.close();
        }
    }

    @Test
    void reopeningKeepsBrakesAndTheirVersion() {
        Brake brake = brake("b", BrakeLevel.STOP, NOW, Duration.ofHours(1));
        store.keep(brake);
        long version = store.board(NOW).version();
        closeStore();
        store = reopen();
        assertThat(store.board(NOW).brakes()).containsExactly(brake);
        assertThat(store.board(NOW).version()).isEqualTo(version);
    }

    @Test
    void aStoreOfAnEarlierVersionGetsAPlaceForBrakes() throws Exception {
        closeStore();
        StoreLocation empty = location();
        Database.open(empty, "alerts", 2, new Migrations(List.of("alerts/V1__alerts.sql")))
                .close();
        store = reopen();
        Brake brake = brake("b", BrakeLevel.STOP, NOW, Duration.ofHours(1));
        store.keep(brake);
        assertThat(store.board(NOW)).isEqualTo(new BrakeStore.Board(1, List.of(brake)));
    }
}
