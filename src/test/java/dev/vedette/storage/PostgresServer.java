package dev.vedette.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One real PostgreSQL for all tests that want one; where it cannot start they are skipped and say why. */
final class PostgresServer {
    private static @Nullable EmbeddedPostgres server;
    private static String reason = "";

    private PostgresServer() {}

    /** Where a store with nothing in it can be opened. */
    static synchronized StoreLocation fresh(String schema) throws SQLException {
        if (server == null && reason.isEmpty()) {
            start();
        }
        EmbeddedPostgres running = server;
        Assumptions.assumeTrue(running != null, () -> "PostgreSQL cannot start here: " + reason);
        try (Connection connection =
                        Objects.requireNonNull(running).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        return location();
    }

    static synchronized StoreLocation location() {
        return new StoreLocation.Server(Objects.requireNonNull(server).getJdbcUrl("postgres", "postgres"), null, null);
    }

    private static void start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.start();
            server = started;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop-postgres"));
        } catch (IOException | RuntimeException failure) {
            reason = failure.toString();
        }
    }

    private static void stop(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException ignored) {
            // The process ends anyway.
        }
    }
}
