package dev.vedette.storage;

import dev.vedette.telemetry.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mark in the database that says whether a process has it open, and so whether the last one ended cleanly. */
final class RunningMark {
    private static final Logger LOG = LoggerFactory.getLogger(RunningMark.class);

    private RunningMark() {}

    /** Sets the mark; if it was set already, looks after the indexes of an embedded database first. */
    static void set(Connection connection, Dialect dialect) throws SQLException {
        boolean unclean;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT running FROM store_state WHERE id = 1")) {
            row.next();
            unclean = row.getBoolean(1);
        }
        if (unclean && dialect == Dialect.H2) {
            IndexRepair.run(connection);
        }
        mark(connection, true);
    }

    /** Takes the mark away and closes the database, whatever state it is in. */
    static void clearAndClose(Database database) {
        try {
            if (database.isOpen()) {
                database.write("close the store", connection -> mark(connection, false));
            }
        } catch (StoreException unwritable) {
            LOG.warn("{} The next start will check its indexes.", unwritable.getMessage());
        } finally {
            database.close();
        }
    }

    private static int mark(Connection connection, boolean running) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE store_state SET running = " + running + " WHERE id = 1");
        }
    }
}
