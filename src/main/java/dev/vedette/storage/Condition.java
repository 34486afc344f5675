package dev.vedette.storage;

import dev.vedette.telemetry.TraceQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TraceQuery} asks of a row, times aside, as SQL: {@link TraceQuery#test} for columns. Columns hold
 * names as far as {@link ColumnText#LIMIT}, so longer ones are the same when they begin the same, and a text that is a
 * trace id is looked for as that alone. Immutable once made.
 */
final class Condition {
    private static final String IN_TRACES = "trace_low = ANY(CAST(? AS BIGINT ARRAY))";

    private final String end;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param traces the lower halves of the ids of the session's traces; of no meaning where none is asked for */
    Condition(TraceQuery query, List<Long> traces) {
        end = query.session() == null ? "end_nanos" : "(end_nanos + 0)";
        equal("service", query.service());
        equal("agent", query.agent());
        equal("tool", query.tool());
        equal("model", query.model());
        equal("user_id", query.user());
        equal("operation", query.operation());
        session(query.session(), traces);
        if (query.errorsOnly()) {
            and("is_error");
        }
        text(query.text());
    }

    private void equal(String column, @Nullable String value) {
        if (value != null) {
            and(column + " = ?", ColumnText.fit(value));
        }
    }

    /** A trace without a session is its own session. */
    private void session(@Nullable String session, List<Long> traces) {
        TraceKey trace = session == null ? null : TraceKey.parse(session);
        if (session != null && trace != null) {
            List<Long> all = new ArrayList<>(traces);
            all.add(trace.low());
            and(
                    IN_TRACES + " AND (session_id = ? OR session_id IS NULL AND trace_low = ? AND trace_high = ?)",
                    all,
                    session,
                    trace.low(),
                    trace.high());
        } else if (session != null) {
            and(IN_TRACES + " AND session_id = ?", traces, ColumnText.fit(session));
        }
    }

    private void text(@Nullable String text) {
        TraceKey trace = text == null ? null : TraceKey.parse(text);
        if (trace != null) {
            and("trace_low = ? AND trace_high = ?", trace.low(), trace.high());
        } else if (text != null && !text.isEmpty()) {
            and("COALESCE(name_lower, name) LIKE ? ESCAPE '!'", ColumnText.contains(ColumnText.lower(text)));
        }
    }

    private void and(String condition, Object... bound) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(bound));
    }

    /**
     * The end of a row, to be compared and ordered by: within a session not by its index, because the few rows of a
     * session are found by their traces.
     */
    String end() {
        return end;
    }

    /** Begins with AND, or is empty. */
    String sql() {
        return sql.toString();
    }

    /** Sets its values from {@code index} on and returns the next index. */
    int bind(PreparedStatement statement, int index) throws SQLException {
        int next = index;
        for (Object value : values) {
            if (value instanceof List<?> traces) {
                statement.setArray(next++, statement.getConnection().createArrayOf("bigint", traces.toArray()));
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }
}
