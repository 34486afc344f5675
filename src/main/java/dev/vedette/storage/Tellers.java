package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which signal is counted where a sender tells the same calls in spans and in log records: of a session and a kind of
 * operation the one that told some first, for the calls and for the tokens each. It is kept with the days, so that a
 * restart changes nothing; only what names no session but its trace is kept in memory alone. Bounded: the least recently
 * used is forgotten. Not thread-safe.
 */
final class Tellers {
    private static final int MOST = 50_000;
    private static final int DAYS = 2;

    private final Map<Long, Integer> tellers = new LinkedHashMap<>(16, 0.75f, true);

    /** Forgets everything but what the newest days say. */
    void load(Connection connection, List<Day> days) throws SQLException {
        tellers.clear();
        for (Day day : days.subList(Math.max(0, days.size() - DAYS), days.size())) {
            try (PreparedStatement query = connection.prepareStatement(
                            "SELECT what_key, signal_kind FROM teller_" + day.number() + " LIMIT " + MOST);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    remember(rows.getLong(1), rows.getInt(2));
                }
            }
        }
    }

    /** Whether the signal is the one whose calls of this kind count in the session; it is if nobody told any before. */
    boolean tellsCalls(Signal signal, Activity activity, Map<Long, Integer> claims) {
        return tells(signal, activity, "calls", claims);
    }

    /** The same for the tokens and the cost; what only repeats others claims nothing. */
    boolean tellsTokens(Signal signal, Activity activity, Map<Long, Integer> claims) {
        Usage usage = activity.usage();
        boolean some = usage.inputTokens() != null || usage.outputTokens() != null || usage.costUsd() != null;
        return usage.own() && some && tells(signal, activity, "tokens", claims);
    }

    private boolean tells(Signal signal, Activity activity, String what, Map<Long, Integer> claims) {
        String session = activity.actor().session();
        int code = SignalCode.of(signal);
        long key = GroupKey.of(List.of(
                activity.actor().service(), session, activity.operation().kind(), what));
        Integer first = tellers.get(key);
        if (first == null) {
            remember(key, code);
            if (!session.equals(activity.traceId())) {
                claims.put(key, code);
            }
        }
        return first == null || first == code;
    }

    private void remember(long key, int code) {
        if (tellers.putIfAbsent(key, code) == null && tellers.size() > MOST) {
            tellers.remove(tellers.keySet().iterator().next());
        }
    }

    /** Keeps what was claimed; a claim that was forgotten here and is made again is not kept twice. */
    static void save(Connection connection, int day, Map<Long, Integer> claims) throws SQLException {
        if (claims.isEmpty()) {
            return;
        }
        String table = "teller_" + day;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (what_key, signal_kind) SELECT CAST(? AS BIGINT), CAST(? AS INTEGER)"
                + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE what_key = ?)")) {
            for (Map.Entry<Long, Integer> claim : claims.entrySet()) {
                insert.setLong(1, claim.getKey());
                insert.setInt(2, claim.getValue());
                insert.setLong(3, claim.getKey());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
