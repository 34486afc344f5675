package dev.vedette.storage;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Temporality;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By how much the series of metrics grow from point to point, so that each increase is counted once, whether a sender
 * tells increases or sums. It follows the data model of OpenTelemetry: a series is known by resource, scope, name and
 * attributes, a sum also by its start, so that processes that cannot be told apart do not take each other for a
 * restart. A sum that falls has begun anew.
 *
 * <p>What a new series of sums tells first counts whole, because it began after nothing. It does not where it began
 * before what is remembered, or says no start: then it may have been counted already. The state is kept with the days,
 * so that a restart changes nothing. Bounded: the least recently heard series is forgotten. Not thread-safe.
 */
final class SeriesGrowth {
    private static final int DAYS = 2;

    private final int most;
    private final Map<Long, Reached> series = new LinkedHashMap<>(16, 0.75f, true);
    /** The keys of what changed in this transaction, by day. */
    private final Map<Integer, Map<Long, Reached>> changed = new HashMap<>();
    /** Series that began before may have been counted and forgotten. */
    private long forgottenBefore = Long.MIN_VALUE;

    private @Nullable Resource newest;
    private String ofNewest = "";

    /** @param most how many series are remembered */
    SeriesGrowth(int most) {
        this.most = most;
    }

    /**
     * An increase.
     *
     * @param count by how many measurements
     * @param value by how much
     */
    record Growth(long count, double value) {}

    private record Reached(long start, long nanos, long count, double value, int day) {
        boolean isAt(MetricPoint point) {
            return start == point.startEpochNanos()
                    && nanos == point.epochNanos()
                    && count == point.count()
                    && Double.compare(value, point.value()) == 0;
        }
    }

    /** Forgets everything but what the newest days say. */
    void load(Connection connection, List<Day> days) throws SQLException {
        series.clear();
        changed.clear();
        int first = Math.max(0, days.size() - DAYS);
        forgottenBefore = first == 0 ? Long.MIN_VALUE : days.get(first).startEpochNanos();
        for (Day day : days.subList(first, days.size())) {
            try (PreparedStatement query = connection.prepareStatement(
                            "SELECT series_key, start_nanos, last_nanos, measurements, amount FROM series_"
                                    + day.number() + " ORDER BY last_nanos DESC LIMIT " + most);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    remember(
                            rows.getLong(1),
                            new Reached(
                                    rows.getLong(2),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getDouble(5),
                                    day.number()));
                }
            }
        }
    }

    /** What the point adds to those before it, received on that day; null where it adds nothing. */
    @Nullable
    Growth of(MetricPoint point, int day) {
        if (point.temporality() == Temporality.NONE || !(point.value() >= 0) || Double.isInfinite(point.value())) {
            return null;
        }
        long key = key(point);
        Reached before = series.get(key);
        boolean sums = point.temporality() == Temporality.CUMULATIVE;
        boolean late = before != null && (sums ? point.epochNanos() <= before.nanos() : before.isAt(point));
        if (late) {
            return null;
        }
        Growth growth = sums ? increase(before, point) : new Growth(point.count(), point.value());
        boolean grew = growth != null && (growth.count() != 0 || growth.value() != 0);
        Reached now = new Reached(point.startEpochNanos(), point.epochNanos(), point.count(), point.value(), day);
        remember(key, now);
        if (grew || before == null || before.day() != day) {
            changed.computeIfAbsent(day, any -> new LinkedHashMap<>()).put(key, now);
        }
        return grew ? growth : null;
    }

    private @Nullable Growth increase(@Nullable Reached before, MetricPoint point) {
        Growth whole = new Growth(point.count(), point.value());
        if (before == null) {
            boolean mayBeCounted = point.startEpochNanos() <= 0 || point.startEpochNanos() < forgottenBefore;
            return mayBeCounted ? null : whole;
        }
        if (point.value() < before.value() || point.count() < before.count()) {
            return whole;
        }
        return new Growth(point.count() - before.count(), point.value() - before.value());
    }

    private void remember(long key, Reached reached) {
        series.put(key, reached);
        if (series.size() > most) {
            Map.Entry<Long, Reached> eldest = series.entrySet().iterator().next();
            series.remove(eldest.getKey());
            forgottenBefore = Math.max(forgottenBefore, eldest.getValue().nanos());
        }
    }

    private long key(MetricPoint point) {
        List<String> names = new ArrayList<>();
        names.add(resource(point.resource()));
        names.add(point.scope().name());
        names.add(point.scope().version());
        names.add(point.name());
        names.add(point.unit());
        names.add(point.type());
        names.add(point.temporality().name());
        names.add(text(point.attributes().asMap()));
        if (point.temporality() == Temporality.CUMULATIVE) {
            names.add(Long.toString(point.startEpochNanos()));
        }
        return GroupKey.of(names);
    }

    /** Points come in runs of one resource. */
    private String resource(Resource resource) {
        if (!resource.equals(newest)) {
            newest = resource;
            ofNewest = text(resource.attributes().asMap());
        }
        return ofNewest;
    }

    /** The attributes in an order of their own; lengths keep what one says from looking like two. */
    private static String text(Map<String, Object> attributes) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(attributes).forEach((name, value) -> {
            String told = String.valueOf(value);
            text.append(name.length()).append(':').append(name);
            text.append(told.length()).append(':').append(told);
        });
        return text.toString();
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
        statement.setLong(1, row.getValue().start());
        statement.setLong(2, row.getValue().nanos());
        statement.setLong(3, row.getValue().count());
        statement.setDouble(4, row.getValue().value());
        statement.setLong(5, row.getKey());
    }
}
