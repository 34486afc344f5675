package dev.vedette.storage;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.NameDigest;
import dev.vedette.telemetry.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of log records without a trace and of metric points by hour and name, of one transaction. Not thread-safe. */
final class SignalTally {
    /** How many names an hour can have; what comes after them is counted as {@link GroupCap#OTHER}. */
    static final int NAMES_PER_HOUR = 2_000;

    private static final long HOUR = 3_600_000_000_000L;

    private record Group(int hour, Signal signal, String service, String name) {
        long key() {
            return NameDigest.bits(List.of(signal.name(), service, name));
        }
    }

    private record Count(long records, long lastNanos) {
        Count plus(Count more) {
            return new Count(records + more.records, Math.max(lastNanos, more.lastNanos));
        }
    }

    private final GroupCap cap;
    private final Map<Group, Count> groups = new HashMap<>();

    SignalTally(GroupCap cap) {
        this.cap = cap;
    }

    /** The hour at {@code epochNanos}, counted from 1970. */
    static int hourAt(long epochNanos) {
        return (int) Math.floorDiv(epochNanos, HOUR);
    }

    void add(LogEvent event, long receivedNanos) {
        add(Signal.LOGS, event.actor().service(), event.eventName(), receivedNanos);
    }

    void add(MetricPoint point, long receivedNanos) {
        add(Signal.METRICS, point.resource().serviceName(), point.name(), receivedNanos);
    }

    private void add(Signal signal, String service, String name, long receivedNanos) {
        int hour = hourAt(receivedNanos);
        Group group = new Group(hour, signal, ColumnText.fit(service), ColumnText.fit(name));
        if (!cap.admits(hour, group)) {
            group = new Group(hour, signal, GroupCap.OTHER, GroupCap.OTHER);
        }
        groups.merge(group, new Count(1, receivedNanos), Count::plus);
    }

    /** Adds everything to the table of a day. */
    void flush(Connection connection, int day) throws SQLException {
        String table = "signal_" + day;
        new Upsert<Map.Entry<Group, Count>>(
                        "UPDATE " + table + " SET records = records + ?, last_nanos = GREATEST(last_nanos, ?)"
                                + " WHERE at_hour = ? AND group_key = ?",
                        SignalTally::bind,
                        "INSERT INTO " + table
                                + " (records, last_nanos, at_hour, group_key, signal_kind, service, name)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        SignalTally::bindNames)
                .run(connection, new ArrayList<>(groups.entrySet()));
    }

    private static void bind(PreparedStatement statement, Map.Entry<Group, Count> entry) throws SQLException {
        statement.setLong(1, entry.getValue().records());
        statement.setLong(2, entry.getValue().lastNanos());
        statement.setInt(3, entry.getKey().hour());
        statement.setLong(4, entry.getKey().key());
    }

    private static void bindNames(PreparedStatement statement, Map.Entry<Group, Count> entry) throws SQLException {
        Group group = entry.getKey();
        statement.setInt(5, SignalCode.of(group.signal()));
        statement.setString(6, group.service());
        statement.setString(7, group.name());
    }
}
