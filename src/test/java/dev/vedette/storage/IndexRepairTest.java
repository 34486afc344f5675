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
    void anIndexThatLostItsEntriesIsRebuiltAfterAnUncleanStop() throws Exception {
        try (TraceStore store = open()) {
            store.append(List.of(new Arrival(NOON_NANOS, SampleCodec.spans(List.of(span(1, 1, "a", 0))))));
        }
        breakTraceIndex(true);
        try (TraceStore store = open()) {
            assertThat(store.trace(traceId(1), 10)).isNotNull();
        }
    }

    @Test
    void withoutRepairTheSameDamageHidesTheTrace() throws Exception {
        try (TraceStore store = open()) {
            store.append(List.of(new Arrival(NOON_NANOS, SampleCodec.spans(List.of(span(1, 1, "a", 0))))));
        }
        breakTraceIndex(false);
        try (TraceStore store = open()) {
            assertThat(store.trace(traceId(1), 10)).isNull();
        }
    }

    @Test
    void healthyIndexesAreLeftAlone() throws Exception {
        open().close();
        try (Connection connection = connect()) {
            assertThat(IndexRepair.run(connection)).isEmpty();
        }
    }

    private void breakTraceIndex(boolean unclean) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE store_state SET running = " + unclean);
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            for (Table table : session.getDatabase().getAllTablesAndViews()) {
                if (table.getName().equals("SPAN_20260310")) {
                    for (Index index : table.getIndexes()) {
                        if (index.getName().startsWith("SPAN_TRACE_")) {
                            MVMap<Object, Object> entries = session.getDatabase()
                                    .getStore()
                                    .getMvStore()
                                    .openMap("index." + index.getId());
                            entries.clear();
                            assertThat(index.getRowCount(session)).isZero();
                        }
                    }
                }
            }
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("spans"), "sa", "");
    }
}
