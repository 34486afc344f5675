package dev.vedette.storage;

import dev.vedette.telemetry.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Which spans are in the log already, by trace id and span id. It looks at the two newest days: a sender that tries
 * again does so within minutes. One indexed look-up for each span, however many spans a trace has.
 */
final class DuplicateSpans {
    private static final int CHUNK = 2_000;
    private static final int DAYS = 2;

    /** A span's identity. */
    record Key(TraceKey trace, long span) {
        static Key of(Span span) {
            return new Key(TraceKey.of(span.traceId()), HexFormat.fromHexDigitsToLong(span.spanId()));
        }
    }

    private DuplicateSpans() {}

    /** Those of {@code keys} that are known. */
    static Set<Key> known(Connection connection, List<Day> days, Collection<Key> keys) throws SQLException {
        Set<Key> known = new HashSet<>();
        List<Day> newest = days.stream().filter(Day::hasSpans).toList();
        newest = Day.newest(newest, DAYS);
        if (newest.isEmpty() || keys.isEmpty()) {
            return known;
        }
        Key[] sorted = keys.toArray(Key[]::new);
        Arrays.sort(sorted, Comparator.comparingLong(key -> key.trace().low()));
        for (Day day : newest) {
            for (int from = 0; from < sorted.length; from += CHUNK) {
                lookUp(connection, day, sorted, from, Math.min(sorted.length, from + CHUNK), known);
            }
        }
        return known;
    }

    private static void lookUp(Connection connection, Day day, Key[] keys, int from, int to, Set<Key> known)
            throws SQLException {
        Object[] lows = new Object[to - from];
        Object[] spans = new Object[to - from];
        for (int index = from; index < to; index++) {
            lows[index - from] = keys[index].trace().low();
            spans[index - from] = keys[index].span();
        }
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT s.trace_high, s.trace_low, s.span_id FROM UNNEST(CAST(? AS BIGINT ARRAY),"
                        + " CAST(? AS BIGINT ARRAY)) AS k(trace_low, span_id) JOIN span_" + day.number()
                        + " s ON s.trace_low = k.trace_low AND s.span_id = k.span_id AND NOT s.logged")) {
            query.setArray(1, connection.createArrayOf("bigint", lows));
            query.setArray(2, connection.createArrayOf("bigint", spans));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.add(new Key(new TraceKey(rows.getLong(1), rows.getLong(2)), rows.getLong(3)));
                }
            }
        }
    }
}
