package dev.vedette.storage;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeStore.Board;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Brakes. Documents are the truth; the other columns are there to find them by. */
final class BrakeTable {
    private BrakeTable() {}

    static void keep(ChangeSet changeSet, Brake brake) throws SQLException {
        changeSet.run("DELETE FROM brake WHERE id = ? OR ends_at <= ?", brake.id(), SqlTime.nanos(brake.setAt()));
        changeSet.run(
                "INSERT INTO brake (id, ends_at, document) VALUES (?, ?, ?)",
                brake.id(),
                SqlTime.nanos(brake.until()),
                AlertDocuments.write(brake));
        countUp(changeSet);
    }

    static void lift(ChangeSet changeSet, Brake brake) throws SQLException {
        changeSet.run("DELETE FROM brake WHERE id = ?", brake.id());
        countUp(changeSet);
    }

    static Optional<Brake> find(Connection connection, String id, Instant now) throws SQLException {
        return Rows.documents(
                        connection,
                        Brake.class,
                        "SELECT document FROM brake WHERE id = ? AND ends_at > ?",
                        id,
                        SqlTime.nanos(now))
                .stream()
                .findFirst();
    }

    static Board board(Connection connection, Instant now) throws SQLException {
        List<Brake> brakes = Rows.documents(
                connection, Brake.class, "SELECT document FROM brake WHERE ends_at > ?", SqlTime.nanos(now));
        return new Board(
                Rows.number(connection, "SELECT brakes_version FROM store_state WHERE id = 1"),
                brakes.stream()
                        .sorted(Comparator.comparing(Brake::setAt).thenComparing(Brake::id))
                        .toList());
    }

    private static void countUp(ChangeSet changeSet) throws SQLException {
        changeSet.run("UPDATE store_state SET brakes_version = brakes_version + 1 WHERE id = 1");
    }
}
