package dev.vedette.storage;

import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.MeasuredSession;
import dev.vedette.telemetry.Sum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what only metrics tell, by session. Thread-safe. */
final class MeasureReader {
    /** How many sessions of one day are looked at, the most expensive first. */
    private static final int SESSIONS = 10_000;

    private static final Comparator<MeasuredSession> ORDER = Comparator.comparingDouble(MeasuredSession::costUsd)
            .thenComparingDouble(session -> (double) session.inputTokens() + session.outputTokens())
            .reversed()
            .thenComparing(MeasuredSession::session);

    private final DayCatalog catalog;

    MeasureReader(DayCatalog catalog) {
        this.catalog = catalog;
    }

    List<MeasuredSession> sessions(Connection connection, String service, String agent, ActivityQuery query, int limit)
            throws SQLException {
        Map<String, MeasuredSession> sessions = new HashMap<>();
        List<Day> days = catalog.days();
        for (Day day : days) {
            if (day.overlaps(query.fromEpochNanos(), query.toEpochNanos())) {
                try (PreparedStatement statement = connection.prepareStatement(select(day, days))) {
                    statement.setString(1, ColumnText.fit(service));
                    statement.setString(2, ColumnText.fit(agent));
                    statement.setInt(3, ActivityReader.firstMinuteFrom(query.fromEpochNanos()));
                    statement.setInt(4, ActivityReader.firstMinuteFrom(query.toEpochNanos()));
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            sessions.merge(rows.getString(1), session(rows), MeasureReader::plus);
                        }
                    }
                }
            }
        }
        return sessions.values().stream().sorted(ORDER).limit(limit).toList();
    }

    private static String select(Day day, List<Day> days) {
        return "SELECT session_id, MIN(at_minute), MAX(at_minute), SUM(spans), SUM(errors), SUM(input_tokens),"
                + " SUM(output_tokens), SUM(cost_usd), SUM(priced), SUM(estimated), SUM(unpriced) FROM measure_"
                + day.number() + " WHERE service = ? AND agent = ? AND session_id IS NOT NULL AND at_minute >= ?"
                + " AND at_minute < ?" + Untold.condition(days, day)
                + " GROUP BY session_id ORDER BY 8 DESC, 6 DESC, 1 LIMIT " + SESSIONS;
    }

    private static MeasuredSession session(ResultSet row) throws SQLException {
        return new MeasuredSession(
                row.getString(1),
                ActivityReader.nanos(row.getLong(2)),
                ActivityReader.nanos(row.getLong(3)),
                Totals.saturated(row.getBigDecimal(4)),
                Totals.saturated(row.getBigDecimal(5)),
                Totals.saturated(row.getBigDecimal(6)),
                Totals.saturated(row.getBigDecimal(7)),
                row.getDouble(8),
                Totals.saturated(row.getBigDecimal(9)),
                Totals.saturated(row.getBigDecimal(10)),
                Totals.saturated(row.getBigDecimal(11)));
    }

    private static MeasuredSession plus(MeasuredSession one, MeasuredSession other) {
        return new MeasuredSession(
                one.session(),
                Math.min(one.firstEpochNanos(), other.firstEpochNanos()),
                Math.max(one.lastEpochNanos(), other.lastEpochNanos()),
                Sum.of(one.calls(), other.calls()),
                Sum.of(one.errors(), other.errors()),
                Sum.of(one.inputTokens(), other.inputTokens()),
                Sum.of(one.outputTokens(), other.outputTokens()),
                one.costUsd() + other.costUsd(),
                one.priced() + other.priced(),
                one.estimated() + other.estimated(),
                one.unpriced() + other.unpriced());
    }
}
