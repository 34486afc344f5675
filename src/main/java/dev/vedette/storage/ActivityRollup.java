package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceQuery;
import java.math.BigDecimal;
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

    private static final long MINUTE = 60_000_000_000L;

    private record Group(int minute, String service, String agent, String operation, String subject) {
        List<String> names() {
            return List.of(service, agent, operation, subject);
        }
    }

    private final GroupCap cap;
    private final Tellers tellers;
    private final Map<Long, Integer> claims = new HashMap<>();
    private final Map<Group, Totals> groups = new HashMap<>();

    ActivityRollup(GroupCap cap, Tellers tellers) {
        this.cap = cap;
        this.tellers = tellers;
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

    /** Adds everything to the table of a day. Update, then insert what was not there: there is one writer. */
    void flush(Connection connection, int day) throws SQLException {
        Tellers.save(connection, day, claims);
        if (groups.isEmpty()) {
            return;
        }
        List<Map.Entry<Group, Totals>> entries = new ArrayList<>(groups.entrySet());
        int[] updated = update(connection, day, entries);
        insertMissing(connection, day, entries, updated);
    }

    private static int[] update(Connection connection, int day, List<Map.Entry<Group, Totals>> entries)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE activity_" + day
                        + " SET spans = spans + ?, errors = errors + ?, input_tokens = input_tokens + ?,"
                        + " output_tokens = output_tokens + ?, cost_usd = cost_usd + ?, priced = priced + ?,"
                        + " estimated = estimated + ?, unpriced = unpriced + ?, duration_nanos = duration_nanos + ? WHERE at_minute = ? AND group_key = ?")) {
            for (Map.Entry<Group, Totals> entry : entries) {
                bind(update, entry);
                update.addBatch();
            }
            return update.executeBatch();
        }
    }

    private static void insertMissing(
            Connection connection, int day, List<Map.Entry<Group, Totals>> entries, int[] updated) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO activity_" + day
                + " (spans, errors, input_tokens, output_tokens, cost_usd, priced, estimated, unpriced, duration_nanos,"
                + " at_minute, group_key, service, agent, operation, subject)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            boolean any = false;
            for (int index = 0; index < updated.length; index++) {
                if (updated[index] == 0) {
                    bind(insert, entries.get(index));
                    bindNames(insert, entries.get(index).getKey());
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    private static void bind(PreparedStatement statement, Map.Entry<Group, Totals> entry) throws SQLException {
        Totals totals = entry.getValue();
        statement.setLong(1, totals.spans);
        statement.setLong(2, totals.errors);
        statement.setBigDecimal(3, BigDecimal.valueOf(totals.inputTokens));
        statement.setBigDecimal(4, BigDecimal.valueOf(totals.outputTokens));
        statement.setDouble(5, totals.costUsd);
        statement.setLong(6, totals.priced);
        statement.setLong(7, totals.estimated);
        statement.setLong(8, totals.unpriced);
        statement.setBigDecimal(9, BigDecimal.valueOf(totals.durationNanos));
        statement.setInt(10, entry.getKey().minute());
        statement.setLong(11, GroupKey.of(entry.getKey().names()));
    }

    private static void bindNames(PreparedStatement statement, Group group) throws SQLException {
        statement.setString(12, group.service());
        statement.setString(13, group.agent());
        statement.setString(14, group.operation());
        statement.setString(15, group.subject());
    }
}
