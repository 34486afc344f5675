package dev.vedette.storage;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricSeries;
import dev.vedette.telemetry.MetricSeries.Reached;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link MetricSeries} that are kept with the days, so that a restart changes nothing. What was last heard before the
 * newest days is forgotten then. Not thread-safe.
 */
final class SeriesGrowth {
    private static final int DAYS = 2;

    private final int most;
    private final MetricSeries series;
    /** On which day each was last kept. */
    private final Map<Long, Integer> kept = new HashMap<>();
    /** What changed in this transaction, by day. */
    private final Map<Integer, Map<Long, Reached>> changed = new HashMap<>();

    /** @param most how many series are remembered */
    SeriesGrowth(int most) {
        this.most = most;
        this.series = new MetricSeries(most);
    }

    /** Forgets everything but what the newest days say. */
    void load(Connection connection, List<Day> days) throws SQLException {
        List<Day> newest = Day.newest(days, DAYS);
        boolean all = newest.size() == days.size();
        series.clear(all ? Long.MIN_VALUE : newest.get(0).startEpochNanos());
        kept.clear();
        changed.clear();
        for (Day day : newest) {
            try (PreparedStatement query = connection.prepareStatement(
                            "SELECT series_key, start_nanos, last_nanos, measurements, amount FROM series_"
                                    + day.number() + " ORDER BY last_nanos DESC LIMIT " + most);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long key = rows.getLong(1);
                    series.put(key, new Reached(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getDouble(5)));
                    kept.put(key, day.number());
                }
            }
        }
    }

    /** What the point adds to those before it, received on that day; null where it adds nothing. */
    MetricSeries.@Nullable Growth of(MetricPoint point, int day) {
        long key = series.key(point);
        MetricSeries.Growth growth = series.grow(key, point);
        Reached reached = series.reached(key);
        boolean isNew = !Objects.equals(kept.get(key), day);
        if (reached != null && (growth != null || isNew)) {
            changed.computeIfAbsent(day, any -> new LinkedHashMap<>()).put(key, reached);
            kept.put(key, day);
            if (kept.size() > 2 * most) {
                kept.keySet().removeIf(each -> !series.knows(each));
            }
        }
        return growth;
    }

    /** Keeps how far the series of a day have come. */
    void save(Connection connection, int day) throws SQLException {
        Map<Long, Reached> entries = changed.remove(day);
        if (entries == null) {
            return;
        }
        String table = "series_" + day;
        new Upsert<Map.Entry<Long, Reached>>(
                        "UPDATE " + table + " SET start_nanos = ?, last_nanos = ?, measurements = ?, amount = ?"
                                + " WHERE series_key = ?",
                        SeriesGrowth::bind,
                        "INSERT INTO " + table
                                + " (start_nanos, last_nanos, measurements, amount, series_key) VALUES (?, ?, ?, ?, ?)",
                        (statement, row) -> {})
                .run(connection, new ArrayList<>(entries.entrySet()));
    }

    private static void bind(PreparedStatement statement, Map.Entry<Long, Reached> row) throws SQLException {
        statement.setLong(1, row.getValue().startEpochNanos());
        statement.setLong(2, row.getValue().epochNanos());
        statement.setLong(3, row.getValue().count());
        statement.setDouble(4, row.getValue().value());
        statement.setLong(5, row.getKey());
    }
}
