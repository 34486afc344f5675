package dev.vedette.storage;

import dev.vedette.telemetry.BatchReader;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TelemetryBatch;
import java.io.FileNotFoundException;
import java.io.IOException;
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
    private final @Nullable PayloadFiles files;

    /** @param files where payloads lie that are not in the database itself, or null when all are */
    BatchFetcher(BatchReader reader, @Nullable PayloadFiles files) {
        this.reader = reader;
        this.files = files;
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
        try (PreparedStatement query = connection.prepareStatement("SELECT received_nanos, signal_kind, whole, payload,"
                + " payload_offset, payload_bytes FROM batch_" + day.number() + " WHERE log_position = ?")) {
            query.setLong(1, position);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                byte[] payload = row.getBytes(4);
                if (payload == null) {
                    payload = fromFile(day, row.getLong(5), row.getInt(6));
                }
                if (payload == null) {
                    return null;
                }
                TelemetryBatch batch = decode(SignalCode.signal(row.getInt(2)), payload, position);
                return new Fetched(row.getLong(1), row.getBoolean(3), batch);
            }
        }
    }

    /** The payload, or null when the day was dropped meanwhile. */
    private byte @Nullable [] fromFile(Day day, long offset, int length) throws SQLException {
        if (files == null) {
            throw new SQLException("a payload is missing", "02000");
        }
        try {
            return files.read(day.number(), offset, length);
        } catch (FileNotFoundException dropped) {
            return null;
        } catch (IOException unreadable) {
            throw new SQLException("a log file cannot be read", "58030", unreadable);
        }
    }

    /**
     * The records of a payload.
     *
     * @throws StoreException if it is not a payload of that signal
     */
    TelemetryBatch decode(Signal signal, byte[] payload, long position) {
        try {
            return reader.read(signal, payload);
        } catch (IllegalArgumentException unreadable) {
            throw new StoreException("Batch " + position + " of the log cannot be read: it is damaged.", unreadable);
        }
    }
}
