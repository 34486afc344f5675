package dev.vedette.storage;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore.HistoryEntry;
import dev.vedette.detection.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Alerts and their history. Documents are the truth; the other columns are there to find them by. */
final class AlertTable {

    private AlertTable() {}

    /** Keeps what alerts are after the last of their changes, and the news as history. */
    static void save(Connection connection, List<AlertChange> changes) throws SQLException {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        List<AlertChange> news = new ArrayList<>();
        for (AlertChange change : changes) {
            alerts.put(change.alert().fingerprint(), change.alert());
            if (change.isNews()) {
                news.add(change);
            }
        }
        upsert(connection, new ArrayList<>(alerts.values()));
        addHistory(connection, news);
    }

    private static void upsert(Connection connection, List<Alert> alerts) throws SQLException {
        int[] updated;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE alert SET rule_id = ?, agent = ?, state = ?,"
                        + " severity = ?, last_seen = ?, document = ? WHERE fingerprint = ?")) {
            for (Alert alert : alerts) {
                bind(update, alert);
                update.addBatch();
            }
            updated = alerts.isEmpty() ? new int[0] : update.executeBatch();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO alert"
                        + " (rule_id, agent, state, severity, last_seen, document, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int index = 0; index < updated.length; index++) {
                if (updated[index] == 0) {
                    bind(insert, alerts.get(index));
                    insert.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Alert alert) throws SQLException {
        statement.setString(1, ColumnText.fit(alert.rule()));
        statement.setString(2, ColumnText.fitOrNull(alert.labels().get("agent")));
        statement.setString(3, alert.state().label());
        statement.setString(4, alert.severity().label());
        statement.setLong(5, SqlTime.nanos(alert.lastSeenAt()));
        statement.setString(6, AlertDocuments.write(alert));
        statement.setString(7, alert.fingerprint());
    }

    private static void addHistory(Connection connection, List<AlertChange> news) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO alert_history (fingerprint, at_nanos, document) VALUES (?, ?, ?)")) {
            for (AlertChange change : news) {
                HistoryEntry entry = HistoryEntry.of(change);
                insert.setString(1, change.alert().fingerprint());
                insert.setLong(2, SqlTime.nanos(entry.at()));
                insert.setString(3, AlertDocuments.write(entry));
                insert.executeUpdate();
            }
        }
    }

    static Optional<Alert> alert(Connection connection, String fingerprint) throws SQLException {
        return Rows.documents(connection, Alert.class, "SELECT document FROM alert WHERE fingerprint = ?", fingerprint)
                .stream()
                .findFirst();
    }

    static List<Alert> unresolved(Connection connection) throws SQLException {
        return Rows.documents(
                connection,
                Alert.class,
                "SELECT document FROM alert WHERE state <> ? ORDER BY last_seen, fingerprint",
                AlertState.RESOLVED.label());
    }

    static List<Alert> find(Connection connection, AlertQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT document FROM alert WHERE 1 = 1");
        List<Object> values = new ArrayList<>();
        oneOf(sql, values, "state", query.states().stream().map(AlertState::label));
        Severity atLeast = query.atLeast();
        if (atLeast != null) {
            oneOf(
                    sql,
                    values,
                    "severity",
                    Arrays.stream(Severity.values())
                            .filter(severity -> severity.compareTo(atLeast) >= 0)
                            .map(Severity::label));
        }
        if (query.rule() != null) {
            sql.append(" AND rule_id = ?");
            values.add(ColumnText.fit(query.rule()));
        }
        if (query.agent() != null) {
            sql.append(" AND agent = ?");
            values.add(ColumnText.fit(query.agent()));
        }
        sql.append(" ORDER BY last_seen DESC, fingerprint LIMIT ?");
        values.add(query.limit());
        return Rows.documents(connection, Alert.class, sql.toString(), values.toArray());
    }

    /** Restricts a column to some values, or not at all where there are none. */
    private static void oneOf(StringBuilder sql, List<Object> values, String column, Stream<String> wanted) {
        List<String> all = wanted.toList();
        if (!all.isEmpty()) {
            sql.append(" AND ")
                    .append(column)
                    .append(" IN (?")
                    .append(", ?".repeat(all.size() - 1))
                    .append(')');
            values.addAll(all);
        }
    }

    static List<HistoryEntry> history(Connection connection, String fingerprint, int limit) throws SQLException {
        return Rows.documents(
                connection,
                HistoryEntry.class,
                "SELECT document FROM alert_history WHERE fingerprint = ? ORDER BY id DESC LIMIT ?",
                fingerprint,
                limit);
    }

    static void retain(Connection connection, long before) throws SQLException {
        Rows.change(
                connection, "DELETE FROM alert WHERE state = ? AND last_seen < ?", AlertState.RESOLVED.label(), before);
        Rows.change(
                connection,
                "DELETE FROM alert_history WHERE at_nanos < ?"
                        + " OR NOT EXISTS (SELECT 1 FROM alert WHERE alert.fingerprint = alert_history.fingerprint)",
                before);
    }
}
