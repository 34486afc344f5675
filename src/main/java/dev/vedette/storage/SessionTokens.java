package dev.vedette.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which kinds of operation the spans of a session tell tokens. A sender may tell a call in a span of one trace and
 * in a log record that names none, so traces of log records alone ask this before they count theirs.
 */
final class SessionTokens {
    private static final int MOST = 20_000;

    /** A session of a service, both as far as columns hold them. */
    record Key(String service, String session) {}

    private SessionTokens() {}

    /** The kinds for each session of which spans tell tokens at all. */
    static Map<Key, Set<String>> toldBySpans(Connection connection, List<Day> days, Collection<Key> sessions)
            throws SQLException {
        Map<Key, Set<String>> told = new HashMap<>();
        if (sessions.isEmpty()) {
            return told;
        }
        List<String> names = sessions.stream().map(Key::session).distinct().toList();
        Object[] traces = SessionTraces.find(connection, days, names, MOST).toArray();
        for (Day day : days) {
            try (PreparedStatement query = connection.prepareStatement("SELECT DISTINCT service, session_id, operation"
                    + " FROM span_" + day.number() + " WHERE trace_low = ANY(CAST(? AS BIGINT ARRAY))"
                    + " AND session_id = ANY(CAST(? AS VARCHAR ARRAY)) AND NOT logged"
                    + " AND (input_tokens > 0 OR output_tokens > 0) LIMIT ?")) {
                query.setArray(1, connection.createArrayOf("bigint", traces));
                query.setArray(2, connection.createArrayOf("varchar", names.toArray()));
                query.setInt(3, MOST);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        told.computeIfAbsent(new Key(rows.getString(1), rows.getString(2)), key -> new HashSet<>())
                                .add(rows.getString(3));
                    }
                }
            }
        }
        return told;
    }
}
