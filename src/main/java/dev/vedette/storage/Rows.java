package dev.vedette.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short questions with bound values. */
final class Rows {
    private Rows() {}

    /** The documents in the first column, in order. */
    static <T extends Record> List<T> documents(Connection connection, Class<T> type, String sql, Object... values)
            throws SQLException {
        List<T> documents = new ArrayList<>();
        for (String json : texts(connection, sql, values)) {
            documents.add(AlertDocuments.read(type, json));
        }
        return documents;
    }

    /** The texts in the first column, in order. */
    static List<String> texts(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    /** The number in the first column of the only row. */
    static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Sets the values of a statement in order; null for null. */
    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
    }
}
