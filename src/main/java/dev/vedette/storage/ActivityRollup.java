package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.NameDigest;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The totals by minute and group of one transaction, added to those of the day in few rows. Not thread-safe. */
final class ActivityRollup {
    /** How many groups a minute can have; what comes after them is counted as {@link GroupCap#OTHER}. */
    static final int GROUPS_PER_MINUTE = 2_000;

    private static final List<String> NAMES = List.of("service", "agent", "operation", "subject");

    private static final long MINUTE = 60_000_000_000L;

    private record Group(int minute, String service, String agent, String operation, String subject) {
        List<String> names() {
            return List.of(service, agent, operation, subject);
        }
    }

    private final GroupCap cap;
    private final Tellers tellers;
    private final Tellers.Claims claims;
    private final Map<Group, Totals> groups = new HashMap<>();

    /** @param day the day of arrival, on which it is kept who told what */
    ActivityRollup(int day, GroupCap cap, Tellers tellers) {
        this.cap = cap;
        this.tellers = tellers;
        this.claims = new Tellers.Claims(day);
    }

    /** Counts the span, unless log records tell what it does; one that only announces another is none. */
    void add(Span span) {
        if (span.operation() instanceof Preview) {
            return;
        }
        add(Signal.TRACES, span, span.endEpochNanos(), span.durationNanos());
    }

    /** Counts the operation of a log record, unless spans tell it, and returns whether it counted. */
    boolean add(LogEvent log) {
        Long nanos = log.durationNanos();
        return !(log.operation() instanceof Operation.Other)
                && add(Signal.LOGS, log, log.epochNanos(), nanos == null ? 0 : nanos);
    }

    private boolean add(Signal signal, Activity activity, long endNanos, long nanos) {
        boolean other = activity.operation() instanceof Operation.Other;
        boolean calls = other || tellers.tellsCalls(signal, activity, claims);
        boolean tokens = other || tellers.tellsTokens(signal, activity, claims);
        if (calls || tokens) {
            Totals totals = groups.computeIfAbsent(group(activity, endNanos), key -> new Totals());
            if (calls) {
                totals.addCall(activity, nanos);
            }
            if (tokens) {
                totals.addUsage(activity.usage());
            }
        }
        return calls || tokens;
    }

    private Group group(Activity activity, long endNanos) {
        int minute = (int) Math.floorDiv(endNanos, MINUTE);
        String operation = activity.operation().kind();
        Group group = new Group(
                minute,
                ColumnText.fit(activity.actor().service()),
                ColumnText.fit(activity.actor().agent()),
                operation,
                ColumnText.fit(subject(activity.operation())));
        return cap.admits(minute, group)
                ? group
                : new Group(minute, GroupCap.OTHER, GroupCap.OTHER, operation, GroupCap.OTHER);
    }

    /** The tool of a tool call, the model of a model call or embedding, else empty. */
    private static String subject(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            return call.tool();
        }
        String model = TraceQuery.modelOf(operation);
        return model == null ? "" : model;
    }

    /** Adds everything to the tables of the day. */
    void flush(Connection connection, int day) throws SQLException {
        claims.save(connection);
        Totals.upsert("activity_" + day, NAMES, ActivityRollup::bind, ActivityRollup::bindNames)
                .run(connection, new ArrayList<>(groups.entrySet()));
    }

    private static void bind(PreparedStatement statement, Map.Entry<Group, Totals> entry) throws SQLException {
        entry.getValue().bind(statement);
        statement.setInt(10, entry.getKey().minute());
        statement.setLong(11, NameDigest.bits(entry.getKey().names()));
    }

    private static void bindNames(PreparedStatement statement, Map.Entry<Group, Totals> entry) throws SQLException {
        Group group = entry.getKey();
        statement.setString(12, group.service());
        statement.setString(13, group.agent());
        statement.setString(14, group.operation());
        statement.setString(15, group.subject());
    }
}
