package dev.vedette.storage;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which traces sessions have rows: one row for each session and trace of a day, where a trace has many spans. What
 * was written lately is remembered, within bounds, so that it is written again but rarely. Not thread-safe but for {@link
 * #find}.
 */
final class SessionTraces {
    private static final int MOST_REMEMBERED = 50_000;

    private final Set<Place> remembered = new LinkedHashSet<>();

    private record Place(int day, String session, long traceLow) {}

    /** Those that one transaction adds to one day. */
    final class Additions {
        private final int day;
        private final Map<Long, Place> places = new LinkedHashMap<>();

        private Additions(int day) {
            this.day = day;
        }

        /** Takes note of a row. */
        void add(String session, TraceKey trace, long id) {
            Place place = new Place(day, session, trace.low());
            if (remembered.add(place)) {
                places.put(id, place);
                forgetEldest();
            }
        }

        void flush(Connection connection) throws SQLException {
            if (places.isEmpty()) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO session_" + day + " (session_id, id, trace_low) VALUES (?, ?, ?)")) {
                for (Map.Entry<Long, Place> place : places.entrySet()) {
                    insert.setString(1, place.getValue().session());
                    insert.setLong(2, place.getKey());
                    insert.setLong(3, place.getValue().traceLow());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** What one transaction is to add to a day. */
    Additions additions(int day) {
        return new Additions(day);
    }

    /** Forgets what was written: the last transaction may not have been kept. */
    void clear() {
        remembered.clear();
    }

    private void forgetEldest() {
        if (remembered.size() > MOST_REMEMBERED) {
            Iterator<Place> eldest = remembered.iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** The lower halves of the ids of the traces of sessions, at most {@code limit}, the newest first. */
    static List<Long> find(Connection connection, List<Day> days, Collection<String> sessions, int limit)
            throws SQLException {
        Set<Long> lows = new LinkedHashSet<>();
        for (int at = days.size() - 1; at >= 0 && lows.size() < limit; at--) {
            try (PreparedStatement query = connection.prepareStatement("SELECT trace_low FROM session_"
                    + days.get(at).number()
                    + " WHERE session_id = ANY(CAST(? AS VARCHAR ARRAY)) ORDER BY id DESC LIMIT ?")) {
                Array names = connection.createArrayOf("varchar", sessions.toArray());
                query.setArray(1, names);
                query.setInt(2, limit - lows.size());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        lows.add(rows.getLong(1));
                    }
                }
            }
        }
        return List.copyOf(lows);
    }
}
