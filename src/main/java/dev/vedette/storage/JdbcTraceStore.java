package dev.vedette.storage;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.BatchReader;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.MeasuredSession;
import dev.vedette.telemetry.SignalSummary;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceSummary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The span log in SQL: an embedded H2 file, or PostgreSQL.
 *
 * <p>The log is batches with their scrubbed payloads, beside one narrow index row for every span and every log record of
 * an operation, and rolled-up totals, in tables of one arrival day each. One transaction writes all of it. Beside an
 * embedded database the payloads lie in a file for each day, from which the index is brought up to date when the process
 * was killed. Departures from the contract: names are compared by their first 200 characters; duplicates are found among
 * what came on the two newest days; {@link #find} takes a text of 32 hex digits for a trace id and nothing else; totals
 * of a minute beyond 2,000 groups go to {@code _other}; a trace is cut when its batches hold more than 128 MiB.
 * Thread-safe.
 */
public final class JdbcTraceStore implements TraceStore {
    private static final int READERS = 4;
    private static final Migrations MIGRATIONS = new Migrations(List.of("spans/V1__log.sql"));

    private final Database database;
    private final InstantSource clock;
    private final DayCatalog catalog = new DayCatalog();
    private final LogAppender appender;
    private final LogReader log;
    private final TraceReader traces;
    private final TraceFinder finder;
    private final ActivityReader activity;
    private final MeasureReader measures;
    private final Retention retention;
    private final @Nullable PayloadFiles files;
    private final @Nullable LogRecovery recovery;

    private JdbcTraceStore(Database database, BatchReader reader, InstantSource clock, @Nullable PayloadFiles files) {
        this.database = database;
        this.clock = clock;
        this.files = files;
        BatchFetcher fetcher = new BatchFetcher(reader, files);
        this.appender = new LogAppender(catalog, database.dialect(), files);
        this.log = new LogReader(catalog, fetcher);
        this.traces = new TraceReader(catalog, fetcher);
        this.finder = new TraceFinder(catalog);
        this.activity = new ActivityReader(catalog);
        this.measures = new MeasureReader(catalog);
        this.retention = new Retention(catalog, files);
        this.recovery = files == null ? null : new LogRecovery(files, fetcher, appender, catalog);
    }

    /**
     * Opens the span log, making or upgrading it as needed.
     *
     * @param reader reads payloads back
     * @param clock tells which day is today, for {@link #retain}
     * @throws dev.vedette.telemetry.StoreException if it cannot be opened; the message says what to do
     */
    public static JdbcTraceStore open(StoreLocation location, BatchReader reader, InstantSource clock) {
        Database database = Database.open(location, "spans", READERS, MIGRATIONS);
        try {
            PayloadFiles files =
                    location instanceof StoreLocation.Directory directory ? new PayloadFiles(directory.path()) : null;
            JdbcTraceStore store = new JdbcTraceStore(database, reader, clock, files);
            store.start();
            return store;
        } catch (IOException failure) {
            database.close();
            throw database.failures().opening(failure);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private void start() {
        try {
            database.write("open the span log", this::lookAfterLastRun);
        } catch (StoreException failure) {
            close();
            throw failure;
        }
    }

    private int lookAfterLastRun(Connection connection) throws SQLException, IOException {
        if (database.dialect() == Dialect.H2) {
            IndexRepair.run(connection);
        }
        appender.load(connection);
        if (recovery != null) {
            recovery.run(connection);
        }
        return 0;
    }

    @Override
    public List<Appended> append(List<Arrival> arrivals) {
        return database.write("store telemetry", connection -> appender.append(connection, arrivals));
    }

    @Override
    public List<StoredBatch> after(long position, int limit) {
        return database.read("read the log", connection -> log.after(connection, position, limit));
    }

    @Override
    public long head() {
        return appender.head();
    }

    @Override
    public long tail() {
        return catalog.days().stream()
                .filter(day -> day.batches() > 0)
                .mapToLong(day -> day.firstPosition() - 1)
                .min()
                .orElse(head());
    }

    @Override
    public @Nullable Trace trace(String traceId, int limit) {
        return database.read(
                        "read a trace", connection -> Optional.ofNullable(traces.trace(connection, traceId, limit)))
                .orElse(null);
    }

    @Override
    public List<TraceSummary> find(TraceQuery query) {
        return database.read("search traces", connection -> finder.find(connection, query));
    }

    @Override
    public List<ActivityPoint> activity(ActivityQuery query) {
        return database.read("read totals", connection -> activity.activity(connection, query));
    }

    @Override
    public List<MeasuredSession> measuredSessions(
            String service, String agent, long fromEpochNanos, long toEpochNanos, int limit) {
        return database.read(
                "read totals",
                connection -> measures.sessions(
                        connection, service, agent, new ActivityQuery(fromEpochNanos, toEpochNanos, 1), limit));
    }

    @Override
    public List<SignalSummary> signals(long fromEpochNanos, int limit) {
        return database.read("read totals", connection -> activity.signals(connection, fromEpochNanos, limit));
    }

    @Override
    public long keptSinceEpochNanos() {
        return catalog.keptSinceEpochNanos();
    }

    @Override
    public long retain(long epochNanos, long bytes) {
        int today = Day.numberAt(Epoch.nanos(clock.instant()));
        return database.write("delete old days", connection -> retention.retain(connection, epochNanos, bytes, today));
    }

    @Override
    public long sizeBytes() {
        try {
            return database.sizeBytes() + (files == null ? 0 : files.sizeBytes());
        } catch (IOException unreadable) {
            throw database.failures().working("measure the store", unreadable);
        }
    }

    @Override
    public void close() {
        database.close();
        try {
            if (files != null) {
                files.close();
            }
        } catch (IOException unwritable) {
            throw database.failures().working("close the log", unwritable);
        }
    }
}
