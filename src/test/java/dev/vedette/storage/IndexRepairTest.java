package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.NOON;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static dev.vedette.storage.SampleSpans.span;
import static dev.vedette.storage.SampleSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVMap;
import org.h2.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexRepairTest {
    @TempDir
    Path directory;

    private TraceStore open() {
        return JdbcTraceStore.open(
                new StoreLocation.Directory(directory), new SampleCodec(), InstantSource.fixed(NOON));
    }

    @Test
    void anIndexThatLacksEntriesIsRebuilt() throws Exception {
        try (TraceStore store = open()) {
            store.append(List.of(
                    new Arrival(NOON_NANOS, SampleCodec.spans(List.of(span(1, 1, "a", 0), span(2, 1, "b", 0))))));
        }
        try (Connection connection = connect()) {
            forgetAnEntry(connection);
            assertThat(found(connection)).isEqualTo(1);
            assertThat(IndexRepair.run(connection)).containsExactly("SPAN_TRACE_20260310");
            assertThat(found(connection)).isEqualTo(2);
            assertThat(IndexRepair.run(connection)).isEmpty();
        }
        try (TraceStore store = open()) {
            assertThat(store.trace(traceId(1), 10)).isNotNull();
            assertThat(store.trace(traceId(2), 10)).isNotNull();
        }
    }

    @Test
    void openingRepairs() throws Exception {
        anIndexThatLacksEntriesIsRebuilt();
        try (Connection connection = connect()) {
            forgetAnEntry(connection);
        }
        try (TraceStore store = open()) {
            assertThat(store.trace(traceId(1), 10)).isNotNull();
            assertThat(store.trace(traceId(2), 10)).isNotNull();
        }
    }

    private static int found(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(span_id) FROM span_20260310 WHERE trace_low IN ("
                        + TraceKey.of(traceId(1)).low() + ", "
                        + TraceKey.of(traceId(2)).low() + ")")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void forgetAnEntry(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        for (Table table : session.getDatabase().getAllTablesAndViews()) {
            if (table.getName().equals("SPAN_20260310")) {
                for (Index index : table.getIndexes()) {
                    if (index.getName().startsWith("SPAN_TRACE_")) {
                        MVMap<Object, Object> entries =
                                session.getDatabase().getStore().getMvStore().openMap("index." + index.getId());
                        entries.remove(entries.firstKey());
                        assertThat(index.getRowCount(session)).isEqualTo(1);
                    }
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("spans"), "sa", "");
    }
}
