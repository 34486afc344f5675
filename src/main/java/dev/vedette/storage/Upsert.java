package dev.vedette.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes rows, then inserts those that were not there: there is one writer, and both databases understand it.
 *
 * @param update changes one row; its parameters are those of {@code change}
 * @param change binds what both statements take, the same places in both
 * @param insert makes one row
 * @param complete binds what only the insertion takes, after the rest
 */
record Upsert<R>(String update, Binder<R> change, String insert, Binder<R> complete) {
    /** Gives a statement the values of a row. */
    interface Binder<R> {
        void bind(PreparedStatement statement, R row) throws SQLException;
    }

    void run(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        List<R> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (R row : rows) {
                change.bind(statement, row);
                statement.addBatch();
            }
            int[] changed = statement.executeBatch();
            for (int index = 0; index < changed.length; index++) {
                if (changed[index] == 0) {
                    missing.add(rows.get(index));
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (R row : missing) {
                change.bind(statement, row);
                complete.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
