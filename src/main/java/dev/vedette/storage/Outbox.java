package dev.vedette.storage;

import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertStore.DeliveryRecord;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.telemetry.Epoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notifications that wait, what became of those that do not, and receivers that want none. */
final class Outbox {
    private static final String DUE = "SELECT document, attempts, not_before FROM outbox WHERE not_before <= ?"
            + " AND receiver NOT IN (SELECT receiver FROM disabled_receiver)";
    private static final String OLDEST_FIRST = " ORDER BY created_at, id LIMIT ?";

    private Outbox() {}

    /** Adds notifications; one whose id waits already is left as it is. */
    static void add(ChangeSet changeSet, List<Notification> notifications) throws SQLException {
        for (Notification notification : notifications) {
            changeSet.run(
                    "INSERT INTO outbox (notification_id, receiver, attempts, created_at, not_before, document)"
                            + " SELECT CAST(? AS VARCHAR(300)), CAST(? AS VARCHAR(300)), CAST(? AS INTEGER),"
                            + " CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT)"
                            + " WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE notification_id = ?)",
                    notification.id(),
                    notification.receiver(),
                    notification.attempts(),
                    SqlTime.nanos(notification.createdAt()),
                    SqlTime.nanos(notification.notBefore()),
                    AlertDocuments.write(notification),
                    notification.id());
        }
    }

    static List<Notification> due(Connection connection, Instant now, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DUE + OLDEST_FIRST)) {
            query.setLong(1, SqlTime.nanos(now));
            query.setInt(2, limit);
            return read(query);
        }
    }

    static List<Notification> due(Connection connection, String receiver, Instant now, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DUE + " AND receiver = ?" + OLDEST_FIRST)) {
            query.setLong(1, SqlTime.nanos(now));
            query.setString(2, receiver);
            query.setInt(3, limit);
            return read(query);
        }
    }

    private static List<Notification> read(PreparedStatement query) throws SQLException {
        List<Notification> due = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Notification written = AlertDocuments.read(Notification.class, rows.getString(1));
                due.add(current(written, rows.getInt(2), rows.getLong(3)));
            }
        }
        return due;
    }

    /** The document is written once; what attempts change lies in columns. */
    private static Notification current(Notification written, int attempts, long notBefore) {
        if (attempts == written.attempts()) {
            return written;
        }
        AlertChange change = written.change();
        return new Notification(
                written.id(), written.receiver(), change, written.createdAt(), attempts, Epoch.instant(notBefore));
    }

    static void attempted(ChangeSet changeSet, Notification notification, Delivery delivery, Instant at, Instant next)
            throws SQLException {
        changeSet.run(
                "INSERT INTO delivery (at_nanos, document) VALUES (?, ?)",
                SqlTime.nanos(at),
                AlertDocuments.write(DeliveryRecord.of(notification, delivery, at)));
        if (delivery instanceof Delivery.Retry) {
            changeSet.run(
                    "UPDATE outbox SET attempts = attempts + 1, not_before = ? WHERE notification_id = ?",
                    SqlTime.nanos(next),
                    notification.id());
            return;
        }
        changeSet.run("DELETE FROM outbox WHERE notification_id = ?", notification.id());
        if (delivery instanceof Delivery.Refused refused && refused.disable()) {
            enable(changeSet, notification.receiver());
            changeSet.run("INSERT INTO disabled_receiver (receiver) VALUES (?)", notification.receiver());
        }
    }

    static void enable(ChangeSet changeSet, String receiver) throws SQLException {
        changeSet.run("DELETE FROM disabled_receiver WHERE receiver = ?", receiver);
    }

    static List<String> disabled(Connection connection) throws SQLException {
        return Rows.texts(connection, "SELECT receiver FROM disabled_receiver").stream()
                .sorted()
                .toList();
    }

    static List<DeliveryRecord> deliveries(Connection connection, int limit) throws SQLException {
        return Rows.documents(
                connection, DeliveryRecord.class, "SELECT document FROM delivery ORDER BY id DESC LIMIT ?", limit);
    }

    static long waiting(Connection connection) throws SQLException {
        return Rows.number(connection, "SELECT COUNT(*) FROM outbox");
    }

    static void retain(ChangeSet changeSet, long before) throws SQLException {
        changeSet.run("DELETE FROM delivery WHERE at_nanos < ?", before);
    }
}
