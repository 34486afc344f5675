package dev.vedette.storage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drops whole days. What days take is what their rows were estimated to take when written, because an embedded file does not
 * shrink when a table is dropped: its room is used again by what comes next.
 */
final class Retention {
    private final DayCatalog catalog;
    private final @Nullable PayloadFiles files;

    Retention(DayCatalog catalog, @Nullable PayloadFiles files) {
        this.catalog = catalog;
        this.files = files;
    }

    /** Drops days that ended by {@code before}, then the oldest while more than {@code bytes} are used; never {@code today}. */
    long retain(Connection connection, long before, long bytes, int today) throws SQLException, IOException {
        long dropped = 0;
        List<Day> days = catalog.days();
        long used = days.stream().mapToLong(Day::bytes).sum();
        for (Day day : days) {
            if (day.number() < today && (day.endEpochNanos() <= before || used > bytes)) {
                catalog.drop(connection, day);
                if (files != null) {
                    files.drop(day.number());
                }
                dropped += day.batches();
                used -= day.bytes();
            }
        }
        return dropped;
    }
}
