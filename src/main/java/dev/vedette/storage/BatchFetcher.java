package dev.vedette.storage;

import dev.vedette.telemetry.BatchReader;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TelemetryBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes single batches of the log again from their payloads. Thread-safe. */
final class BatchFetcher {
    /** How many bytes of payload one question may read. */
    static final long BYTES = 128L << 20;

    private final BatchReader reader;

    BatchFetcher(BatchReader reader) {
        this.reader = reader;
    }

    /**
     * A batch as its payload has it.
     *
     * @param whole false where some of its spans are left out of the index as duplicates
     */
    record Fetched(long receivedEpochNanos, boolean whole, TelemetryBatch batch) {}

    /** The batch at a position of a day, or null when there is none. */
    @Nullable
    Fetched fetch(Connection connection, Day day, long position) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT received_nanos, signal_kind, whole, payload"
                + " FROM batch_" + day.number() + " WHERE log_position = ?")) {
            query.setLong(1, position);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                TelemetryBatch batch = decode(SignalCode.signal(row.getInt(2)), row.getBytes(4), position);
                return new Fetched(row.getLong(1), row.getBoolean(3), batch);
            }
        }
    }

    private TelemetryBatch decode(Signal signal, byte[] payload, long position) {
        try {
            return reader.read(signal, payload);
        } catch (IllegalArgumentException unreadable) {
            throw new StoreException("Batch " + position + " of the log cannot be read: it is damaged.", unreadable);
        }
    }
}
