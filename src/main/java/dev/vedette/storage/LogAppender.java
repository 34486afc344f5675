package dev.vedette.storage;

import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceStore.Appended;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes to the log: what is new of some arrivals, in one transaction. Used by one thread at a time. */
final class LogAppender {
    /** Keeps the payload of a batch and tells where, or null for its row. */
    private interface PayloadKeeper {
        @Nullable
        Long keep(int day, long position, Arrival arrival) throws IOException;
    }

    private static final int SERIES = 50_000;

    private final DayCatalog catalog;
    private final GroupCap activityCap = new GroupCap(ActivityRollup.GROUPS_PER_MINUTE);
    private final GroupCap signalCap = new GroupCap(SignalTally.NAMES_PER_HOUR);
    private final GroupCap measureCap = new GroupCap(MeasureRollup.GROUPS_PER_MINUTE);
    private final Tellers tellers = new Tellers();
    private final SessionTraces sessions = new SessionTraces();
    private final SeriesGrowth growth = new SeriesGrowth(SERIES);
    private final Dialect dialect;
    private final @Nullable PayloadFiles files;
    private volatile long head;
    /** Whether the last append failed, perhaps after it was committed: then the database knows better. */
    private boolean unsure = true;

    /** @param files where payloads go, or null when they go to the database itself */
    LogAppender(DayCatalog catalog, Dialect dialect, @Nullable PayloadFiles files) {
        this.files = files;
        this.catalog = catalog;
        this.dialect = dialect;
    }

    /** Learns from the database where the log stands. */
    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT head FROM store_state WHERE id = 1")) {
            row.next();
            head = row.getLong(1);
        }
        catalog.load(connection, dialect);
        sessions.clear();
        tellers.load(connection, catalog.days());
        growth.load(connection, catalog.days());
        unsure = false;
    }

    /** The position of the newest batch that is committed. */
    long head() {
        return head;
    }

    /** Adds arrivals; nothing of them is kept if it throws. */
    List<Appended> append(Connection connection, List<Arrival> arrivals) throws SQLException, IOException {
        if (files == null) {
            return append(connection, arrivals, (day, position, arrival) -> null);
        }
        files.begin();
        try {
            return append(connection, arrivals, files::append);
        } catch (SQLException | IOException | RuntimeException failure) {
            files.undo();
            throw failure;
        }
    }

    /** Indexes a batch that lies in the log files already. */
    void recover(Connection connection, Arrival arrival, long position, long payloadOffset) throws SQLException {
        head = position - 1;
        try {
            append(connection, List.of(arrival), (day, place, batch) -> payloadOffset);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<Appended> append(Connection connection, List<Arrival> arrivals, PayloadKeeper keeper)
            throws SQLException, IOException {
        if (unsure) {
            load(connection);
        }
        unsure = true;
        for (Arrival arrival : arrivals) {
            catalog.ensure(connection, Day.numberAt(arrival.receivedEpochNanos()));
        }
        Set<DuplicateSpans.Key> known = DuplicateSpans.known(connection, catalog.days(), keys(arrivals));
        Group group = new Group(connection, known, head, keeper);
        try {
            List<Appended> appended = new ArrayList<>(arrivals.size());
            for (Arrival arrival : arrivals) {
                appended.add(group.append(arrival));
            }
            List<Day> changed = group.flush();
            catalog.save(connection, changed);
            saveHead(connection, group.position);
            connection.commit();
            catalog.publish(changed);
            head = group.position;
            unsure = false;
            return appended;
        } finally {
            group.close();
        }
    }

    private static Set<DuplicateSpans.Key> keys(List<Arrival> arrivals) {
        Set<DuplicateSpans.Key> keys = new LinkedHashSet<>();
        for (Arrival arrival : arrivals) {
            arrival.batch().spans().forEach(span -> keys.add(DuplicateSpans.Key.of(span)));
        }
        return keys;
    }

    private static void saveHead(Connection connection, long head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE store_state SET head = ? WHERE id = 1")) {
            update.setLong(1, head);
            update.executeUpdate();
        }
    }

    /** One transaction's work. */
    private final class Group {
        private final Connection connection;
        private final PayloadKeeper keeper;
        private final Set<DuplicateSpans.Key> known;
        private final Map<Integer, DayInserts> inserts = new TreeMap<>();
        private long position;

        Group(Connection connection, Set<DuplicateSpans.Key> known, long position, PayloadKeeper keeper) {
            this.connection = connection;
            this.keeper = keeper;
            this.known = new HashSet<>(known);
            this.position = position;
        }

        Appended append(Arrival arrival) throws SQLException, IOException {
            TelemetryBatch batch = arrival.batch();
            List<Span> spans = batch.spans();
            List<Span> fresh = new ArrayList<>(spans.size());
            DayInserts day = dayOf(arrival);
            for (int ordinal = 0; ordinal < spans.size(); ordinal++) {
                Span span = spans.get(ordinal);
                DuplicateSpans.Key key = DuplicateSpans.Key.of(span);
                if (known.add(key)) {
                    fresh.add(span);
                    day.addSpan(RowId.of(position + 1, ordinal), key, span);
                }
            }
            int duplicates = spans.size() - fresh.size();
            TelemetryBatch kept = duplicates == 0 ? batch : TelemetryBatch.ofSpans(batch.payload(), fresh);
            if (kept.size() > 0) {
                position++;
                day.addBatch(position, arrival, duplicates == 0, keeper.keep(day.number(), position, arrival));
            }
            return new Appended(position, duplicates, kept);
        }

        private DayInserts dayOf(Arrival arrival) throws SQLException {
            int number = Day.numberAt(arrival.receivedEpochNanos());
            DayInserts day = inserts.get(number);
            if (day == null) {
                day = new DayInserts(
                        connection,
                        catalog.day(number),
                        new ActivityRollup(number, activityCap, tellers),
                        new MeasureRollup(number, measureCap, growth),
                        new SignalTally(signalCap),
                        sessions.additions(number));
                inserts.put(number, day);
            }
            return day;
        }

        List<Day> flush() throws SQLException {
            List<Day> changed = new ArrayList<>();
            for (DayInserts day : inserts.values()) {
                changed.add(day.flush());
            }
            return changed;
        }

        void close() throws SQLException {
            for (DayInserts day : inserts.values()) {
                day.close();
            }
        }
    }
}
