package dev.vedette.storage;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Silence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Alerts, silences and the outbox in SQL: a file of their own beside the spans, or a schema of their own in PostgreSQL,
 * so that a full or damaged span log never loses an alert. Thread-safe.
 */
public final class JdbcAlertStore implements AlertStore {
    private static final int READERS = 2;
    private static final Migrations MIGRATIONS = new Migrations(List.of("alerts/V1__alerts.sql"));

    private final Database database;

    private JdbcAlertStore(Database database) {
        this.database = database;
    }

    /**
     * Opens the alerts store, making or upgrading it as needed.
     *
     * @throws dev.vedette.telemetry.StoreException if it cannot be opened; the message says what to do
     */
    public static JdbcAlertStore open(StoreLocation location) {
        Database database = Database.open(location, "alerts", READERS, MIGRATIONS);
        try {
            database.write("open the alerts store", connection -> {
                RunningMark.set(connection, database.dialect());
                return 0;
            });
            return new JdbcAlertStore(database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    @Override
    public void save(List<AlertChange> changes, List<Notification> notifications, long position) {
        change("save alerts", connection -> {
            AlertTable.save(connection, changes);
            Outbox.add(connection, notifications);
            if (position >= 0) {
                Rows.change(connection, "UPDATE store_state SET log_position = ? WHERE id = 1", position);
            }
        });
    }

    @Override
    public long position() {
        return database.read(
                "read alerts",
                connection -> Rows.number(connection, "SELECT log_position FROM store_state WHERE id = 1"));
    }

    @Override
    public Optional<Alert> alert(String fingerprint) {
        return database.read("read an alert", connection -> AlertTable.alert(connection, fingerprint));
    }

    @Override
    public List<Alert> unresolved() {
        return database.read("read alerts", AlertTable::unresolved);
    }

    @Override
    public List<Alert> find(AlertQuery query) {
        return database.read("search alerts", connection -> AlertTable.find(connection, query));
    }

    @Override
    public List<HistoryEntry> history(String fingerprint, int limit) {
        return database.read(
                "read an alert's history", connection -> AlertTable.history(connection, fingerprint, limit));
    }

    @Override
    public List<Notification> due(Instant now, int limit) {
        return database.read("read the outbox", connection -> Outbox.due(connection, now, limit));
    }

    @Override
    public List<Notification> due(String receiver, Instant now, int limit) {
        return database.read("read the outbox", connection -> Outbox.due(connection, receiver, now, limit));
    }

    @Override
    public void attempted(Notification notification, Delivery delivery, Instant at, Instant next) {
        change("note a delivery", connection -> Outbox.attempted(connection, notification, delivery, at, next));
    }

    @Override
    public List<DeliveryRecord> deliveries(int limit) {
        return database.read("read deliveries", connection -> Outbox.deliveries(connection, limit));
    }

    @Override
    public long waiting() {
        return database.read("read the outbox", Outbox::waiting);
    }

    @Override
    public void save(Silence silence) {
        change("save a silence", connection -> {
            Rows.change(connection, "DELETE FROM silence WHERE id = ?", silence.id());
            Rows.change(
                    connection,
                    "INSERT INTO silence (id, ends_at, document) VALUES (?, ?, ?)",
                    silence.id(),
                    SqlTime.nanos(silence.endsAt()),
                    AlertDocuments.write(silence));
        });
    }

    @Override
    public List<Silence> silences(Instant now) {
        return database
                .read(
                        "read silences",
                        connection -> Rows.documents(
                                connection,
                                Silence.class,
                                "SELECT document FROM silence WHERE ends_at > ?",
                                SqlTime.nanos(now)))
                .stream()
                .sorted(Comparator.comparing(Silence::startsAt).thenComparing(Silence::id))
                .toList();
    }

    @Override
    public List<String> disabledReceivers() {
        return database.read("read receivers", Outbox::disabled);
    }

    @Override
    public void enableReceiver(String receiver) {
        change("enable a receiver", connection -> Outbox.enable(connection, receiver));
    }

    @Override
    public void retain(Instant before) {
        long nanos = SqlTime.nanos(before);
        change("delete old alerts", connection -> {
            AlertTable.retain(connection, nanos);
            Outbox.retain(connection, nanos);
            Rows.change(connection, "DELETE FROM silence WHERE ends_at < ?", nanos);
        });
    }

    @Override
    public void close() {
        RunningMark.clearAndClose(database);
    }

    private interface Change {
        void run(Connection connection) throws SQLException;
    }

    private void change(String doing, Change change) {
        database.write(doing, connection -> {
            change.run(connection);
            return 0;
        });
    }
}
