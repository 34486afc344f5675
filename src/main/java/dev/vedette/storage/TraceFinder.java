package dev.vedette.storage;

import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds traces, newest first: walks the rows that match backwards in time, a chunk at a time and over all days that can
 * matter, until there are enough traces. A row is of a span or of a log record that tells of an operation. Thread-safe.
 */
final class TraceFinder {
    private static final int FIRST_CHUNK = 100;
    private static final int LAST_CHUNK = 64_000;
    /** How many rows are read to sum up the traces of a page; the sums of more are a lower bound. */
    private static final int ROWS_SUMMED = 200_000;
    /** In how many traces of one session is looked, the newest first. */
    private static final int TRACES_OF_A_SESSION = 20_000;

    private final DayCatalog catalog;

    TraceFinder(DayCatalog catalog) {
        this.catalog = catalog;
    }

    private record Match(TraceKey trace, long endNanos) {}

    List<TraceSummary> find(Connection connection, TraceQuery query) throws SQLException {
        String session = query.session();
        List<Long> traces = session == null
                ? List.of()
                : SessionTraces.find(connection, catalog.days(), List.of(ColumnText.fit(session)), TRACES_OF_A_SESSION);
        Map<TraceKey, Long> found = new Walk(connection, query, new Condition(query, traces)).traces();
        Map<TraceKey, TraceLine> lines = new LinkedHashMap<>();
        found.forEach((trace, matched) -> lines.put(trace, new TraceLine(trace, matched)));
        int left = ROWS_SUMMED;
        for (Day day : catalog.days()) {
            left -= sumUp(connection, day, lines, left);
        }
        countOnce(connection, lines.values());
        return lines.values().stream()
                .filter(TraceLine::hasRows)
                .map(TraceLine::summary)
                .toList();
    }

    private void countOnce(Connection connection, Collection<TraceLine> lines) throws SQLException {
        Map<SessionTokens.Key, List<TraceLine>> alone = new HashMap<>();
        for (TraceLine line : lines) {
            SessionTokens.Key session = line.sessionAlone();
            if (session != null) {
                alone.computeIfAbsent(session, key -> new ArrayList<>()).add(line);
            }
        }
        SessionTokens.toldBySpans(connection, catalog.days(), alone.keySet())
                .forEach((session, kinds) ->
                        alone.getOrDefault(session, List.of()).forEach(line -> line.countElsewhere(kinds)));
    }

    private static int sumUp(Connection connection, Day day, Map<TraceKey, TraceLine> lines, int limit)
            throws SQLException {
        if (lines.isEmpty() || !day.hasSpans() || limit <= 0) {
            return 0;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT trace_high, trace_low, id, start_nanos,"
                + " end_nanos, is_root, is_error, operation, service, agent, session_id, name, input_tokens,"
                + " output_tokens, cost_usd, cost_estimated, logged FROM span_" + day.number()
                + " WHERE trace_low = ANY(CAST(? AS BIGINT ARRAY)) LIMIT ?")) {
            query.setArray(1, lows(connection, lines.keySet()));
            query.setInt(2, limit);
            int read = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read++;
                    TraceLine line = lines.get(new TraceKey(rows.getLong(1), rows.getLong(2)));
                    if (line != null) {
                        line.add(rows);
                    }
                }
            }
            return read;
        }
    }

    private static java.sql.Array lows(Connection connection, Collection<TraceKey> traces) throws SQLException {
        return connection.createArrayOf(
                "bigint", traces.stream().map(TraceKey::low).toArray());
    }

    /** One walk back through time. */
    private final class Walk {
        private final Connection connection;
        private final TraceQuery query;
        private final Condition condition;
        private final Map<TraceKey, Long> found = new LinkedHashMap<>();

        Walk(Connection connection, TraceQuery query, Condition condition) {
            this.connection = connection;
            this.query = query;
            this.condition = condition;
        }

        Map<TraceKey, Long> traces() throws SQLException {
            long before = Math.min(query.toEpochNanos(), query.beforeEpochNanos());
            int chunk = Math.max(FIRST_CHUNK, query.limit() * 2);
            boolean more = true;
            while (more && found.size() < query.limit()) {
                List<Match> matches = matches(before, chunk);
                more = matches.size() == chunk;
                if (more) {
                    before = withoutTornTail(matches);
                    chunk = Math.min(LAST_CHUNK, chunk * 4);
                }
                take(matches);
            }
            return found;
        }

        /**
         * Leaves out the rows that ended at the same nanosecond as the last one, of which there may be more than were
         * read, and returns where to go on. When all of them did, they are taken as they are.
         */
        private long withoutTornTail(List<Match> matches) {
            long last = matches.get(matches.size() - 1).endNanos();
            if (matches.get(0).endNanos() == last) {
                return last;
            }
            matches.removeIf(match -> match.endNanos() == last);
            return last + 1;
        }

        private void take(List<Match> matches) throws SQLException {
            Map<TraceKey, Long> candidates = new LinkedHashMap<>();
            for (Match match : matches) {
                if (!found.containsKey(match.trace())) {
                    candidates.putIfAbsent(match.trace(), match.endNanos());
                }
            }
            removeThoseOfEarlierPages(candidates);
            candidates.forEach((trace, matched) -> {
                if (found.size() < query.limit()) {
                    found.put(trace, matched);
                }
            });
        }

        private void removeThoseOfEarlierPages(Map<TraceKey, Long> candidates) throws SQLException {
            if (query.beforeEpochNanos() >= query.toEpochNanos()) {
                return;
            }
            for (Day day : catalog.days()) {
                if (!candidates.isEmpty() && day.hasSpans() && day.lastEnd() >= query.beforeEpochNanos()) {
                    removeNewer(day, candidates);
                }
            }
        }

        private void removeNewer(Day day, Map<TraceKey, Long> candidates) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("SELECT DISTINCT trace_high, trace_low"
                    + " FROM span_" + day.number() + " WHERE trace_low = ANY(CAST(? AS BIGINT ARRAY))"
                    + " AND " + condition.end() + " >= ? AND " + condition.end() + " < ?" + condition.sql())) {
                statement.setArray(1, lows(connection, candidates.keySet()));
                statement.setLong(2, Math.max(query.fromEpochNanos(), query.beforeEpochNanos()));
                statement.setLong(3, query.toEpochNanos());
                condition.bind(statement, 4);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        candidates.remove(new TraceKey(rows.getLong(1), rows.getLong(2)));
                    }
                }
            }
        }

        /** The newest matching rows that ended before {@code before}. */
        private List<Match> matches(long before, int limit) throws SQLException {
            List<Match> matches = new ArrayList<>();
            for (Day day : catalog.days()) {
                if (day.overlaps(query.fromEpochNanos(), before)) {
                    addMatches(day, before, limit, matches);
                }
            }
            matches.sort(Comparator.comparingLong(Match::endNanos)
                    .reversed()
                    .thenComparing(match -> match.trace().toString()));
            return matches.size() > limit ? new ArrayList<>(matches.subList(0, limit)) : matches;
        }

        private void addMatches(Day day, long before, int limit, List<Match> matches) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT trace_high, trace_low, end_nanos FROM span_" + day.number()
                            + " WHERE " + condition.end() + " >= ? AND " + condition.end() + " < ?" + condition.sql()
                            + " ORDER BY " + condition.end() + " DESC LIMIT ?")) {
                statement.setLong(1, query.fromEpochNanos());
                statement.setLong(2, before);
                statement.setInt(condition.bind(statement, 3), limit);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        matches.add(new Match(new TraceKey(rows.getLong(1), rows.getLong(2)), rows.getLong(3)));
                    }
                }
            }
        }
    }
}
