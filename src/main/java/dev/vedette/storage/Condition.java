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
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Condition(TraceQuery query) {
        equal("service", query.service());
        equal("agent", query.agent());
        equal("tool", query.tool());
        equal("model", query.model());
        equal("user_id", query.user());
        equal("operation", query.operation());
        session(query.session());
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
    private void session(@Nullable String session) {
        TraceKey trace = session == null ? null : TraceKey.parse(session);
        if (session != null && trace != null) {
            and(
                    "(session_id = ? OR session_id IS NULL AND trace_low = ? AND trace_high = ?)",
                    session,
                    trace.low(),
                    trace.high());
        } else {
            equal("session_id", session);
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

    /** Begins with AND, or is empty. */
    String sql() {
        return sql.toString();
    }

    /** Sets its values from {@code index} on and returns the next index. */
    int bind(PreparedStatement statement, int index) throws SQLException {
        int next = index;
        for (Object value : values) {
            statement.setObject(next++, value);
        }
        return next;
    }
}
