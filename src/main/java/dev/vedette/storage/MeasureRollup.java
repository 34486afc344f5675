package dev.vedette.storage;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.MetricSeries;
import dev.vedette.telemetry.NameDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What metrics told by minute, group and session in one transaction, added to that of the day. It is kept beside the
 * totals of spans and log records: whether it counts is settled when it is read, because metrics come before or after
 * what tells the same. Not thread-safe.
 */
final class MeasureRollup {
    /**
     * How many groups a minute can have; what comes after them is counted as {@link GroupCap#OTHER}, whether anything
     * else tells it or not.
     */
    static final int GROUPS_PER_MINUTE = 5_000;

    private static final Tellers.Rivals NOBODY = new Tellers.Rivals(0, 0);

    private static final List<String> NAMES =
            List.of("told_key", "told_also_key", "service", "agent", "session_id", "operation", "subject");

    private static final long MINUTE = 60_000_000_000L;

    private record Group(
            int minute,
            String service,
            String agent,
            @Nullable String session,
            String operation,
            String subject,
            String what,
            Tellers.Rivals rivals) {
        /** Names that were cut may be equal where who tells the same is not. */
        long key() {
            String told = Long.toString(rivals.own());
            return NameDigest.bits(
                    List.of(service, agent, session == null ? "" : session, operation, subject, what, told));
        }
    }

    private final int day;
    private final GroupCap cap;
    private final SeriesGrowth growth;
    private final Map<Group, Totals> groups = new HashMap<>();

    MeasureRollup(int day, GroupCap cap, SeriesGrowth growth) {
        this.day = day;
        this.cap = cap;
        this.growth = growth;
    }

    /** Counts by how much the point goes beyond the one before; returns whether there was anything to count. */
    boolean add(MetricPoint point) {
        MetricReading reading = point.reading();
        if (reading == null || !reading.own()) {
            return false;
        }
        MetricSeries.Growth grown = growth.of(point, day);
        if (grown == null) {
            return false;
        }
        groups.computeIfAbsent(group(point, reading), key -> new Totals()).addMeasured(reading, grown);
        return true;
    }

    private Group group(MetricPoint point, MetricReading reading) {
        int minute = (int) Math.floorDiv(point.epochNanos(), MINUTE);
        Group group = new Group(
                minute,
                ColumnText.fit(reading.actor().service()),
                ColumnText.fit(reading.actor().agent()),
                reading.hasSession() ? ColumnText.fit(reading.actor().session()) : null,
                reading.operation(),
                ColumnText.fit(reading.subject()),
                Tellers.what(reading),
                Tellers.rivals(reading));
        return cap.admits(minute, group)
                ? group
                : new Group(
                        minute,
                        GroupCap.OTHER,
                        GroupCap.OTHER,
                        null,
                        reading.operation(),
                        GroupCap.OTHER,
                        group.what(),
                        NOBODY);
    }

    /** Adds everything to the tables of the day. */
    void flush(Connection connection) throws SQLException {
        growth.save(connection, day);
        Totals.upsert("measure_" + day, NAMES, MeasureRollup::bind, MeasureRollup::bindNames)
                .run(connection, new ArrayList<>(groups.entrySet()));
    }

    private static void bind(PreparedStatement statement, Map.Entry<Group, Totals> entry) throws SQLException {
        entry.getValue().bind(statement);
        statement.setInt(10, entry.getKey().minute());
        statement.setLong(11, entry.getKey().key());
    }

    private static void bindNames(PreparedStatement statement, Map.Entry<Group, Totals> entry) throws SQLException {
        Group group = entry.getKey();
        statement.setLong(12, group.rivals().own());
        statement.setLong(13, group.rivals().also());
        statement.setString(14, group.service());
        statement.setString(15, group.agent());
        if (group.session() == null) {
            statement.setNull(16, Types.VARCHAR);
        } else {
            statement.setString(16, group.session());
        }
        statement.setString(17, group.operation());
        statement.setString(18, group.subject());
    }
}
