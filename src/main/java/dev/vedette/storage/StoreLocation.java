package dev.vedette.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a store keeps its data. Immutable. */
public sealed interface StoreLocation {
    /**
     * An embedded database in files of a directory, which is made if it does not exist. Spans and alerts are separate
     * files in it. One process at a time can use it.
     */
    record Directory(Path path) implements StoreLocation {
        @Override
        public String toString() {
            return "the data directory " + path.toAbsolutePath().normalize();
        }
    }

    /**
     * A PostgreSQL database, 14 or later. Spans and alerts are separate schemas in it, made where they are missing.
     *
     * @param url {@code jdbc:postgresql://host:port/database}
     * @param user the role, or null where the URL names it
     * @param password or null; never shown
     */
    record Server(
            String url, @Nullable String user, @Nullable String password) implements StoreLocation {
        @Override
        public String toString() {
            int parameters = url.indexOf('?');
            return "the database " + (parameters < 0 ? url : url.substring(0, parameters));
        }
    }
}
