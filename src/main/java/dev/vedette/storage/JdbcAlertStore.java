package dev.vedette.storage;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Silence;
import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, silences, the outbox and brakes in SQL: a file of their own beside the spans, or a schema of their own in PostgreSQL,
 * so that a full or damaged span log never loses an alert. Thread-safe.
 */
public final class JdbcAlertStore implements AlertStore, BrakeStore {
    private static final int READERS = 2;
    private static final Migrations MIGRATIONS =
            new Migrations(List.of("alerts/V1__alerts.sql", "alerts/V2__brakes.sql"));

    private final Database database;
    private final @Nullable ChangeJournal journal;
    private long changeNumber;

    private JdbcAlertStore(Database database, @Nullable ChangeJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * Opens the alerts store, making or upgrading it as needed.
     *
     * @throws dev.vedette.telemetry.StoreException if it cannot be opened; the message says what to do
     */
    public static JdbcAlertStore open(StoreLocation location) {
        Database database = Database.open(location, "alerts", READERS, MIGRATIONS);
        try {
            ChangeJournal journal = location instanceof StoreLocation.Directory directory
                    ? new ChangeJournal(directory.path(), "alerts")
                    : null;
            JdbcAlertStore store = new JdbcAlertStore(database, journal);
            database.write("open the alerts store", store::start);
            return store;
        } catch (IOException failure) {
            database.close();
            throw database.failures().opening(failure);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Looks after what the last run left behind: runs again what it had acknowledged and the database lost. */
    private int start(Connection connection) throws SQLException, IOException {
        if (journal != null) {
            IndexRepair.run(connection);
        }
        changeNumber = Rows.number(connection, "SELECT change_number FROM store_state WHERE id = 1");
        if (journal != null) {
            journal.replay((number, changes) -> {
                if (number > changeNumber) {
                    ChangeSet.runAgain(connection, changes);
                    connection.commit();
                    changeNumber = number;
                }
            });
        }
        return 0;
    }

    @Override
    public void save(List<AlertChange> changes, List<Notification> notifications, long position) {
        change("save alerts", changeSet -> {
            AlertTable.save(changeSet, changes);
            Outbox.add(changeSet, notifications);
            if (position >= 0) {
                changeSet.run("UPDATE store_state SET log_position = ? WHERE id = 1", position);
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
        change("note a delivery", changeSet -> Outbox.attempted(changeSet, notification, delivery, at, next));
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
        change("save a silence", changeSet -> {
            changeSet.run("DELETE FROM silence WHERE id = ?", silence.id());
            changeSet.run(
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
        change("enable a receiver", changeSet -> Outbox.enable(changeSet, receiver));
    }

    @Override
    public void keep(Brake brake) {
        change("keep a brake", changeSet -> BrakeTable.keep(changeSet, brake));
    }

    @Override
    public Board board(Instant now) {
        return database.read("read brakes", connection -> BrakeTable.board(connection, now));
    }

    @Override
    public Optional<Brake> lift(String id, Instant now) {
        Optional<Brake> found = database.read("read a brake", connection -> BrakeTable.find(connection, id, now));
        found.ifPresent(brake -> change("lift a brake", changeSet -> BrakeTable.lift(changeSet, brake)));
        return found;
    }

    @Override
    public void retain(Instant before) {
        long nanos = SqlTime.nanos(before);
        change("delete old alerts", changeSet -> {
            AlertTable.retain(changeSet, nanos);
            Outbox.retain(changeSet, nanos);
            changeSet.run("DELETE FROM silence WHERE ends_at < ?", nanos);
        });
    }

    @Override
    public void close() {
        database.close();
        try {
            if (journal != null) {
                journal.close();
            }
        } catch (IOException unwritable) {
            throw database.failures().working("close the journal", unwritable);
        }
    }

    private interface Change {
        void run(ChangeSet changeSet) throws SQLException;
    }

    private void change(String doing, Change change) {
        database.write(doing, connection -> {
            ChangeSet changeSet = new ChangeSet(connection);
            change.run(changeSet);
            if (journal != null) {
                commit(connection, changeSet, journal);
            }
            return 0;
        });
    }

    /** Commits with the journal ahead of the database. */
    private void commit(Connection connection, ChangeSet changeSet, ChangeJournal ahead)
            throws SQLException, IOException {
        long number = changeNumber + 1;
        changeSet.run("UPDATE store_state SET change_number = ? WHERE id = 1", number);
        ahead.append(number, changeSet.toBytes());
        try {
            connection.commit();
            changeNumber = number;
        } catch (SQLException failure) {
            ahead.undo();
            throw failure;
        }
    }
}
