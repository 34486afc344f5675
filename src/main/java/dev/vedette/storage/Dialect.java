package dev.vedette.storage;

import java.sql.SQLException;
import java.util.List;

/** The few differences between the databases. */
enum Dialect {
    /** Embedded. */
    H2 {
        @Override
        List<String> readerSetup() {
            return List.of("SET QUERY_TIMEOUT " + READ_MILLIS);
        }

        @Override
        boolean isMissingTable(SQLException failure) {
            return failure.getErrorCode() == 42102
                    || failure.getErrorCode() == 42103
                    || failure.getErrorCode() == 42104;
        }

        @Override
        String existingTables() {
            return "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = 'PUBLIC'";
        }
    },

    /** A server. */
    POSTGRESQL {
        @Override
        List<String> readerSetup() {
            return List.of("SET statement_timeout = " + READ_MILLIS, "SET default_transaction_read_only = on");
        }

        @Override
        boolean isMissingTable(SQLException failure) {
            return "42P01".equals(failure.getSQLState());
        }

        @Override
        String existingTables() {
            return "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
        }
    };

    /** How long one statement of a reader may take, in milliseconds. */
    static final int READ_MILLIS = 10_000;

    /** What a connection for reading is told first. */
    abstract List<String> readerSetup();

    /** Whether a statement failed because a table is not there (any more). */
    abstract boolean isMissingTable(SQLException failure);

    /** Lists the store's tables in lower case. */
    abstract String existingTables();
}
