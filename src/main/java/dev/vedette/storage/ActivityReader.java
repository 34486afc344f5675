package dev.vedette.storage;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.SignalSummary;
import dev.vedette.telemetry.Sum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the rolled-up totals. Thread-safe. */
final class ActivityReader {
    /** How many points one answer has at most; the newest are left out. */
    static final int POINTS = 200_000;

    private static final long MINUTE = 60_000_000_000L;
    /** More minutes than any 64-bit time is before 1970, so that dividing never rounds the wrong way. */
    private static final long BEFORE_ALL = 160_000_000;

    private static final Comparator<ActivityPoint> ORDER = Comparator.comparingLong(ActivityPoint::startEpochNanos)
            .thenComparing(ActivityPoint::service)
            .thenComparing(ActivityPoint::agent)
            .thenComparing(ActivityPoint::operation)
            .thenComparing(ActivityPoint::subject);

    /**
     * A table of totals.
     *
     * @param condition what more its rows must meet to count, to be put after others
     * @param measured whether metrics told them
     */
    private record Source(String table, String condition, boolean measured) {
        static Source told(Day day) {
            return new Source("activity_" + day.number(), "", false);
        }

        static Source measured(List<Day> days, Day day) {
            return new Source("measure_" + day.number(), Untold.condition(days, day), true);
        }
    }

    private final DayCatalog catalog;

    ActivityReader(DayCatalog catalog) {
        this.catalog = catalog;
    }

    List<ActivityPoint> activity(Connection connection, ActivityQuery query) throws SQLException {
        Map<List<Object>, ActivityPoint> points = new HashMap<>();
        List<Day> days = catalog.days();
        for (Day day : days) {
            if (day.overlaps(query.fromEpochNanos(), query.toEpochNanos())) {
                addPoints(connection, Source.told(day), query, points);
                addPoints(connection, Source.measured(days, day), query, points);
            }
        }
        return points.values().stream().sorted(ORDER).limit(POINTS).toList();
    }

    private static void addPoints(
            Connection connection, Source source, ActivityQuery query, Map<List<Object>, ActivityPoint> points)
            throws SQLException {
        long step = query.stepMinutes();
        long offset = (BEFORE_ALL / step + 1) * step;
        String bucket = "(CAST(at_minute AS BIGINT) + " + offset + ") / " + step;
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + bucket
                + " AS bucket, service, agent, operation, subject, SUM(spans), SUM(errors), SUM(input_tokens),"
                + " SUM(output_tokens), SUM(cost_usd), SUM(priced), SUM(estimated), SUM(unpriced),"
                + " SUM(duration_nanos) FROM " + source.table()
                + " WHERE at_minute >= ? AND at_minute < ?" + source.condition() + " GROUP BY " + bucket
                + ", service, agent, operation, subject ORDER BY 1 LIMIT " + POINTS)) {
            statement.setInt(1, firstMinuteFrom(query.fromEpochNanos()));
            statement.setInt(2, firstMinuteFrom(query.toEpochNanos()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ActivityPoint point = point(rows, nanos(rows.getLong(1) * step - offset), source.measured());
                    points.merge(key(point), point, ActivityReader::plus);
                }
            }
        }
    }

    private static ActivityPoint point(ResultSet row, long start, boolean measured) throws SQLException {
        return new ActivityPoint(
                start,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Totals.saturated(row.getBigDecimal(6)),
                Totals.saturated(row.getBigDecimal(7)),
                Totals.saturated(row.getBigDecimal(8)),
                Totals.saturated(row.getBigDecimal(9)),
                row.getDouble(10),
                Totals.saturated(row.getBigDecimal(11)),
                Totals.saturated(row.getBigDecimal(12)),
                Totals.saturated(row.getBigDecimal(13)),
                Totals.saturated(row.getBigDecimal(14)),
                measured);
    }

    private static List<Object> key(ActivityPoint point) {
        return List.of(point.startEpochNanos(), point.service(), point.agent(), point.operation(), point.subject());
    }

    private static ActivityPoint plus(ActivityPoint one, ActivityPoint other) {
        return new ActivityPoint(
                one.startEpochNanos(),
                one.service(),
                one.agent(),
                one.operation(),
                one.subject(),
                one.spans() + other.spans(),
                one.errors() + other.errors(),
                Sum.of(one.inputTokens(), other.inputTokens()),
                Sum.of(one.outputTokens(), other.outputTokens()),
                one.costUsd() + other.costUsd(),
                one.priced() + other.priced(),
                one.estimated() + other.estimated(),
                one.unpriced() + other.unpriced(),
                Sum.of(one.durationNanos(), other.durationNanos()),
                one.measured() || other.measured());
    }

    /** The first minute that starts at or after {@code epochNanos}. */
    static int firstMinuteFrom(long epochNanos) {
        return (int) -Math.floorDiv(-Math.max(epochNanos, -Long.MAX_VALUE), MINUTE);
    }

    /** When a minute starts. */
    static long nanos(long minute) {
        return minute > Long.MAX_VALUE / MINUTE
                ? Long.MAX_VALUE
                : minute < Long.MIN_VALUE / MINUTE ? Long.MIN_VALUE : minute * MINUTE;
    }

    /** What came as logs and metrics in the hour of {@code fromEpochNanos} and since, newest first. */
    List<SignalSummary> signals(Connection connection, long fromEpochNanos, int limit) throws SQLException {
        Map<List<Object>, SignalSummary> summaries = new HashMap<>();
        for (Day day : catalog.days()) {
            if (day.endEpochNanos() > fromEpochNanos) {
                for (SignalSummary summary : signals(connection, day, fromEpochNanos)) {
                    summaries.merge(
                            List.of(summary.signal(), summary.service(), summary.name()),
                            summary,
                            ActivityReader::plus);
                }
            }
        }
        return summaries.values().stream()
                .sorted(Comparator.comparingLong(SignalSummary::lastEpochNanos)
                        .reversed()
                        .thenComparing(SignalSummary::signal)
                        .thenComparing(SignalSummary::service)
                        .thenComparing(SignalSummary::name))
                .limit(limit)
                .toList();
    }

    private static List<SignalSummary> signals(Connection connection, Day day, long fromEpochNanos)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT signal_kind, service, name, SUM(records),"
                + " MAX(last_nanos) FROM signal_" + day.number() + " WHERE at_hour >= ?"
                + " GROUP BY signal_kind, service, name ORDER BY 5 DESC LIMIT " + POINTS)) {
            query.setInt(1, SignalTally.hourAt(fromEpochNanos));
            List<SignalSummary> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new SignalSummary(
                            SignalCode.signal(rows.getInt(1)),
                            rows.getString(2),
                            rows.getString(3),
                            Totals.saturated(rows.getBigDecimal(4)),
                            rows.getLong(5)));
                }
            }
            return found;
        }
    }

    private static SignalSummary plus(SignalSummary one, SignalSummary other) {
        return new SignalSummary(
                one.signal(),
                one.service(),
                one.name(),
                one.records() + other.records(),
                Math.max(one.lastEpochNanos(), other.lastEpochNanos()));
    }
}
