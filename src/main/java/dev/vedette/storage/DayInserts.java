package dev.vedette.storage;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore.Arrival;
import dev.vedette.telemetry.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Everything that one transaction adds to one day. Not thread-safe. */
final class DayInserts implements AutoCloseable {
    private static final int FLUSH = 2_000;
    private static final int BYTES_PER_BATCH = 100;
    private static final int BYTES_PER_ROW = 300;
    /** Stands where a row is of a log record and not of a span. */
    private static final long NO_SPAN = 0;

    private final Connection connection;
    private final PreparedStatement batches;
    private final PreparedStatement spans;
    private final PreparedStatement events;
    private final ActivityRollup activity;
    private final MeasureRollup measures;
    private final SignalTally signals;
    private final SessionTraces.Additions sessions;
    private Day day;
    private int waitingSpans;
    private int waitingEvents;

    DayInserts(
            Connection connection,
            Day day,
            ActivityRollup activity,
            MeasureRollup measures,
            SignalTally signals,
            SessionTraces.Additions sessions)
            throws SQLException {
        this.connection = connection;
        this.day = day;
        this.activity = activity;
        this.measures = measures;
        this.signals = signals;
        this.sessions = sessions;
        this.batches = connection.prepareStatement("INSERT INTO batch_" + day.number()
                + " (log_position, received_nanos, signal_kind, whole, payload_bytes, payload, payload_offset)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.spans = connection.prepareStatement("INSERT INTO span_" + day.number()
                + " (id, trace_low, trace_high, span_id, start_nanos, end_nanos, is_root, is_error, operation, service,"
                + " agent, session_id, user_id, tool, model, name, name_lower, input_tokens, output_tokens, cost_usd,"
                + " cost_estimated, logged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.events = connection.prepareStatement(
                "INSERT INTO event_" + day.number() + " (id, trace_low, trace_high, at_nanos) VALUES (?, ?, ?, ?)");
    }

    /** The day's number. */
    int number() {
        return day.number();
    }

    /**
     * Adds the batch itself.
     *
     * @param whole whether all of its records are kept
     * @param payloadOffset where its payload lies in the day's file, or null to keep it in the row
     */
    void addBatch(long position, Arrival arrival, boolean whole, @Nullable Long payloadOffset) throws SQLException {
        TelemetryBatch batch = arrival.batch();
        batches.setLong(1, position);
        batches.setLong(2, arrival.receivedEpochNanos());
        batches.setInt(3, SignalCode.of(batch.signal()));
        batches.setBoolean(4, whole);
        batches.setInt(5, batch.payload().length);
        batches.setBytes(6, payloadOffset == null ? batch.payload() : null);
        batches.setObject(7, payloadOffset, Types.BIGINT);
        batches.executeUpdate();
        grow(new Day(
                day.number(),
                position,
                position,
                1,
                BYTES_PER_BATCH + batch.payload().length,
                Long.MAX_VALUE,
                Long.MIN_VALUE));
        for (int ordinal = 0; ordinal < batch.logs().size(); ordinal++) {
            addEvent(RowId.of(position, ordinal), batch.logs().get(ordinal), arrival.receivedEpochNanos());
        }
        for (MetricPoint point : batch.points()) {
            signals.add(point, arrival.receivedEpochNanos());
            if (measures.add(point)) {
                grow(new Day(day.number(), Long.MAX_VALUE, 0, 0, 0, point.epochNanos(), point.epochNanos()));
            }
        }
    }

    private void addEvent(long id, LogEvent event, long receivedNanos) throws SQLException {
        if (activity.add(event)) {
            grow(new Day(day.number(), Long.MAX_VALUE, 0, 0, 0, event.epochNanos(), event.epochNanos()));
        }
        String traceId = event.traceId();
        if (traceId == null || TraceKey.parse(traceId) == null) {
            signals.add(event, receivedNanos);
        }
        String told = LogTrace.idOf(event);
        TraceKey trace = told == null ? null : TraceKey.parse(told);
        if (told != null && trace != null) {
            addEventRow(trace, id, event);
            if (!(event.operation() instanceof Operation.Other)) {
                addRow(id, trace, NO_SPAN, event.asSpan(told, "", null), true);
            }
        }
    }

    private void addEventRow(TraceKey trace, long id, LogEvent event) throws SQLException {
        events.setLong(1, id);
        events.setLong(2, trace.low());
        events.setLong(3, trace.high());
        events.setLong(4, event.epochNanos());
        events.addBatch();
        grow(new Day(day.number(), Long.MAX_VALUE, 0, 0, BYTES_PER_ROW, Long.MAX_VALUE, Long.MIN_VALUE));
        if (++waitingEvents >= FLUSH) {
            events.executeBatch();
            waitingEvents = 0;
        }
    }

    /** Adds a span that is new. */
    void addSpan(long id, DuplicateSpans.Key key, Span span) throws SQLException {
        addRow(id, key.trace(), key.span(), span, false);
        activity.add(span);
    }

    /** @param logged whether it is a log record in the form of a span */
    private void addRow(long id, TraceKey trace, long spanId, Span span, boolean logged) throws SQLException {
        spans.setLong(1, id);
        spans.setLong(2, trace.low());
        spans.setLong(3, trace.high());
        spans.setLong(4, spanId);
        spans.setLong(5, span.startEpochNanos());
        spans.setLong(6, span.endEpochNanos());
        spans.setBoolean(7, !logged && span.parentSpanId() == null);
        spans.setBoolean(8, span.status().isError());
        String session = session(span);
        if (session != null) {
            sessions.add(session, trace, id);
        }
        spans.setString(12, session);
        bindNames(span);
        bindUsage(span.usage());
        spans.setBoolean(22, logged);
        spans.addBatch();
        grow(new Day(day.number(), Long.MAX_VALUE, 0, 0, BYTES_PER_ROW, span.endEpochNanos(), span.endEpochNanos()));
        if (++waitingSpans >= FLUSH) {
            spans.executeBatch();
            waitingSpans = 0;
        }
    }

    /** As it stands in a column; null where the sender named none. */
    private static @Nullable String session(Span span) {
        String session = span.actor().session();
        return session.equals(span.traceId()) ? null : ColumnText.fit(session);
    }

    private void bindNames(Span span) throws SQLException {
        String name = ColumnText.fit(span.name());
        String lower = ColumnText.lower(name);
        spans.setString(9, span.operation().kind());
        spans.setString(10, ColumnText.fit(span.actor().service()));
        spans.setString(11, ColumnText.fit(span.actor().agent()));
        spans.setString(13, ColumnText.fitOrNull(span.actor().user()));
        spans.setString(14, span.operation() instanceof Operation.ToolCall call ? ColumnText.fit(call.tool()) : null);
        spans.setString(15, ColumnText.fitOrNull(TraceQuery.modelOf(span)));
        spans.setString(16, name);
        spans.setString(17, lower.equals(name) ? null : lower);
    }

    /** What only repeats its children's sum is left out, so that sums over spans are right. */
    private void bindUsage(Usage usage) throws SQLException {
        bindNumber(18, usage.own() ? usage.inputTokens() : null);
        bindNumber(19, usage.own() ? usage.outputTokens() : null);
        Double cost = usage.own() ? Totals.sane(usage.costUsd()) : null;
        if (cost == null) {
            spans.setNull(20, Types.DOUBLE);
        } else {
            spans.setDouble(20, cost);
        }
        spans.setBoolean(21, cost != null && usage.costEstimated());
    }

    private void bindNumber(int index, @Nullable Long number) throws SQLException {
        if (number == null) {
            spans.setNull(index, Types.BIGINT);
        } else {
            spans.setLong(index, number);
        }
    }

    private void grow(Day more) {
        day = day.plus(more);
    }

    /** Sends what still waits and returns what the day is now. */
    Day flush() throws SQLException {
        if (waitingSpans > 0) {
            spans.executeBatch();
        }
        if (waitingEvents > 0) {
            events.executeBatch();
        }
        activity.flush(connection, day.number());
        measures.flush(connection);
        signals.flush(connection, day.number());
        sessions.flush(connection);
        return day;
    }

    @Override
    public void close() throws SQLException {
        batches.close();
        spans.close();
        events.close();
    }
}
