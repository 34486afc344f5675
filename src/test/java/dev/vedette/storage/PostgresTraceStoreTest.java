package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.NOON;
import static dev.vedette.storage.SampleSpans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TraceStore;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresTraceStoreTest extends TraceLogsContract {
    @Override
    TraceStore open() throws SQLException {
        return open(PostgresServer.fresh("vedette_spans"));
    }

    @Override
    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    private static TraceStore open(StoreLocation location) {
        return JdbcTraceStore.open(location, new SampleCodec(), InstantSource.fixed(NOON));
    }

    @Test
    void reopeningKeepsEverything() {
        store.append(List.of(arrival(span(1, 1, "a", 0), span(1, 2, "b", 1))));
        store.close();
        store = open(PostgresServer.location());
        assertThat(store.head()).isEqualTo(1);
        assertThat(spansOf(store.after(0, 10))).hasSize(2);
        assertThat(store.append(List.of(arrival(span(1, 2, "b", 1)))).get(0).duplicates())
                .isEqualTo(1);
    }

    @Test
    void aSecondWriterIsRefused() {
        assertThatThrownBy(() -> open(PostgresServer.location()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in use by another Vedette");
    }

    @Test
    void aServerThatIsNotThereIsSaidPlainlyAndNoPasswordIsShown() {
        String password = "not" + "-shown";
        StoreLocation nowhere = new StoreLocation.Server(
                "jdbc:postgresql://127.0.0.1:1/none?password=" + password, "somebody", password);
        assertThatThrownBy(() -> open(nowhere))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining(password);
    }
}
