package dev.vedette.storage;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore.HistoryEntry;
import dev.vedette.detection.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Alerts and their history. Documents are the truth; the other columns are there to find them by. */
final class AlertTable {

    private AlertTable() {}

    /** Keeps what alerts are after the last of their changes, and the news as history. */
    static void save(ChangeSet changeSet, List<AlertChange> changes) throws SQLException {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        changes.forEach(change -> alerts.put(change.alert().fingerprint(), change.alert()));
        for (Alert alert : alerts.values()) {
            upsert(changeSet, alert);
        }
        for (AlertChange change : changes) {
            if (change.isNews()) {
                HistoryEntry entry = HistoryEntry.of(change);
                changeSet.run(
                        "INSERT INTO alert_history (fingerprint, at_nanos, document) VALUES (?, ?, ?)",
                        change.alert().fingerprint(),
                        SqlTime.nanos(entry.at()),
                        AlertDocuments.write(entry));
            }
        }
    }

    /** Both statements always, so that the journal can make an alert again that the database does not have. */
    private static void upsert(ChangeSet changeSet, Alert alert) throws SQLException {
        @Nullable
        Object[] values = {
            ColumnText.fit(alert.rule()),
            ColumnText.fitOrNull(alert.labels().get("agent")),
            alert.state().label(),
            alert.severity().label(),
            SqlTime.nanos(alert.lastSeenAt()),
            AlertDocuments.write(alert),
            alert.fingerprint()
        };
        changeSet.run(
                "UPDATE alert SET rule_id = ?, agent = ?, state = ?, severity = ?, last_seen = ?, document = ?"
                        + " WHERE fingerprint = ?",
                values);
        @Nullable Object[] andAgain = Arrays.copyOf(values, values.length + 1);
        andAgain[values.length] = alert.fingerprint();
        changeSet.run(
                "INSERT INTO alert (rule_id, agent, state, severity, last_seen, document, fingerprint)"
                        + " SELECT CAST(? AS VARCHAR(300)), CAST(? AS VARCHAR(300)), CAST(? AS VARCHAR(20)),"
                        + " CAST(? AS VARCHAR(20)), CAST(? AS BIGINT), CAST(? AS TEXT), ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM alert WHERE fingerprint = ?)",
                andAgain);
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

    static void retain(ChangeSet changeSet, long before) throws SQLException {
        changeSet.run("DELETE FROM alert WHERE state = ? AND last_seen < ?", AlertState.RESOLVED.label(), before);
        changeSet.run(
                "DELETE FROM alert_history WHERE at_nanos < ?"
                        + " OR NOT EXISTS (SELECT 1 FROM alert WHERE alert.fingerprint = alert_history.fingerprint)",
                before);
    }
}
