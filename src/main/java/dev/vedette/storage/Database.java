package dev.vedette.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vedette.telemetry.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One database: a single connection that writes, opened again when it broke, and a few that read beside it. Neither
 * waits for the other. Thread-safe.
 */
final class Database implements AutoCloseable {
    /** Work on a connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException, IOException;
    }

    private static final int VALID_SECONDS = 2;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final StoreLocation location;
    private final String name;
    private final Dialect dialect;
    private final StoreFailures failures;
    private final HikariDataSource readers;
    private @Nullable Connection writer;
    private boolean closed;

    private Database(StoreLocation location, String name, int readers) throws SQLException {
        this.location = location;
        this.name = name;
        this.dialect = location instanceof StoreLocation.Directory ? Dialect.H2 : Dialect.POSTGRESQL;
        this.failures = new StoreFailures(location, name);
        this.writer = connect();
        this.readers = new HikariDataSource(pool(readers));
    }

    /**
     * Opens the database of this name and brings it up to date.
     *
     * @param name {@code spans} or {@code alerts}: a file of a directory, a schema of a server
     * @throws StoreException that says what to do
     */
    static Database open(StoreLocation location, String name, int readers, Migrations migrations) {
        StoreFailures failures = new StoreFailures(location, name);
        try {
            prepare(location, name);
            Database database = new Database(location, name, readers);
            try {
                migrations.run(database.writer());
                return database;
            } catch (SQLException | RuntimeException failure) {
                database.close();
                throw failure;
            }
        } catch (SQLException | IOException | IllegalStateException failure) {
            throw failures.opening(failure);
        }
    }

    private static void prepare(StoreLocation location, String name) throws SQLException, IOException {
        if (location instanceof StoreLocation.Directory directory) {
            if (directory.path().toString().indexOf(';') >= 0) {
                throw new IllegalStateException("the directory's name must not hold a semicolon");
            }
            Files.createDirectories(directory.path());
        } else if (location instanceof StoreLocation.Server server) {
            try (Connection connection = DriverManager.getConnection(server.url(), credentials(server));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema(name));
            }
        }
    }

    Dialect dialect() {
        return dialect;
    }

    StoreFailures failures() {
        return failures;
    }

    /**
     * Runs {@code work} in one transaction on the writing connection, one caller at a time.
     *
     * @param doing what it is for, as in "could not …"
     * @throws StoreException if it failed; nothing of it is kept then
     */
    synchronized <T> T write(String doing, Work<T> work) {
        if (closed) {
            throw failures.closed();
        }
        try {
            Connection connection = writer();
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | IOException | RuntimeException failure) {
                undo(connection);
                throw failure;
            }
        } catch (SQLException | IOException failure) {
            throw failures.working(doing, failure);
        }
    }

    /** Runs {@code work} on a connection for reading; once more when a day was dropped under its feet. */
    <T> T read(String doing, Work<T> work) {
        try {
            try {
                return readOnce(work);
            } catch (SQLException failure) {
                if (!dialect.isMissingTable(failure)) {
                    throw failure;
                }
                return readOnce(work);
            }
        } catch (SQLException | IOException failure) {
            if (readers.isClosed()) {
                throw failures.closed();
            }
            throw failures.working(doing, failure);
        }
    }

    private <T> T readOnce(Work<T> work) throws SQLException, IOException {
        try (Connection connection = readers.getConnection()) {
            return work.run(connection);
        }
    }

    /** The bytes on disk, as far as the database tells. */
    long sizeBytes() {
        if (location instanceof StoreLocation.Directory directory) {
            try {
                return Files.size(directory.path().resolve(name + ".mv.db"));
            } catch (IOException unreadable) {
                throw failures.working("measure the store", unreadable);
            }
        }
        return read("measure the store", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE n.nspname = current_schema() AND c.relkind = 'r'")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private Connection writer() throws SQLException {
        if (writer == null) {
            writer = connect();
        }
        return writer;
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url(), properties());
        try {
            if (dialect == Dialect.POSTGRESQL) {
                takeAdvisoryLock(connection);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | StoreException failure) {
            connection.close();
            throw failure;
        }
    }

    /**
     * A server lets many in, but the log has one writer: a second one would give positions twice. It waits a little,
     * because a server notices late that the last run is gone.
     */
    private void takeAdvisoryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '3s'");
            statement.execute("SELECT pg_advisory_lock(hashtext('" + schema(name) + "'))");
            statement.execute("RESET lock_timeout");
        } catch (SQLException failure) {
            if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                throw failures.inUse(failure);
            }
            throw failure;
        }
    }

    /** Takes back what was not committed; a connection that cannot even do that is given up. */
    private void undo(Connection connection) {
        try {
            connection.rollback();
            if (connection.isValid(VALID_SECONDS)) {
                return;
            }
        } catch (SQLException broken) {
            // Given up below: the failure that led here is the one to tell of.
        }
        writer = null;
        closeQuietly(connection);
    }

    private HikariConfig pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("vedette-" + name);
        config.setJdbcUrl(url());
        config.setDataSourceProperties(properties());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Dialect.READ_MILLIS);
        config.setConnectionInitSql(String.join(";", dialect.readerSetup()));
        return config;
    }

    private String url() {
        if (location instanceof StoreLocation.Server server) {
            return server.url();
        }
        // WRITE_DELAY=0: transactions are found whole or not at all after a SIGKILL; with a delay some were found in
        // part. The newest may be missing all the same, so that what was acknowledged lies in a journal of our own
        // too. RETENTION_TIME: space is used again after so many milliseconds. No trace file: it would hold
        // statements. Closing is left to the program, which first empties its queues.
        return "jdbc:h2:file:"
                + ((StoreLocation.Directory) location).path().toAbsolutePath().resolve(name)
                + ";WRITE_DELAY=0;RETENTION_TIME=5000;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000"
                + ";CACHE_SIZE=65536";
    }

    private Properties properties() {
        if (!(location instanceof StoreLocation.Server server)) {
            Properties embedded = new Properties();
            embedded.setProperty("user", "sa");
            embedded.setProperty("password", "");
            return embedded;
        }
        Properties properties = credentials(server);
        properties.setProperty("currentSchema", schema(name));
        properties.setProperty("ApplicationName", "vedette");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private static Properties credentials(StoreLocation.Server server) {
        Properties properties = new Properties();
        if (server.user() != null) {
            properties.setProperty("user", server.user());
        }
        if (server.password() != null) {
            properties.setProperty("password", server.password());
        }
        return properties;
    }

    private static String schema(String name) {
        return "vedette_" + name;
    }

    @Override
    public synchronized void close() {
        closed = true;
        readers.close();
        if (writer != null) {
            closeQuietly(writer);
            writer = null;
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            // There is nothing left to save.
        }
    }
}
