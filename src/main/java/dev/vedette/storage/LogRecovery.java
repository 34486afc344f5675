package dev.vedette.storage;

import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index up to date with the log files: what a killed process had acknowledged and the database had lost, or
 * everything, when the database was moved away because it was damaged.
 */
final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

    private final PayloadFiles files;
    private final BatchFetcher decoder;
    private final LogAppender appender;
    private final DayCatalog catalog;

    LogRecovery(PayloadFiles files, BatchFetcher decoder, LogAppender appender, DayCatalog catalog) {
        this.files = files;
        this.decoder = decoder;
        this.appender = appender;
        this.catalog = catalog;
    }

    /** Indexes every whole batch that the index does not have and cuts off half ones. */
    void run(Connection connection) throws SQLException, IOException {
        long recovered = 0;
        for (int day : files.days()) {
            long offset = indexedUpTo(connection, day);
            for (PayloadFiles.Entry entry = files.entry(day, offset); entry != null; entry = files.entry(day, offset)) {
                if (entry.position() > appender.head()) {
                    recover(connection, entry);
                    recovered++;
                }
                offset = entry.next();
            }
            files.truncate(day, offset);
        }
        if (recovered > 0) {
            LOG.info("{} batches of the log were indexed again after an unclean stop.", recovered);
        }
    }

    private void recover(Connection connection, PayloadFiles.Entry entry) throws SQLException {
        Signal signal = SignalCode.signal(entry.signal());
        try {
            Arrival arrival =
                    new Arrival(entry.receivedNanos(), decoder.decode(signal, entry.payloadBytes(), entry.position()));
            appender.recover(connection, arrival, entry.position(), entry.payloadOffset());
        } catch (StoreException | IllegalArgumentException damaged) {
            LOG.warn("Batch {} of the log cannot be read and is left out.", entry.position());
        }
    }

    /** Where in the day's file the newest batch ends that the index has. */
    private long indexedUpTo(Connection connection, int day) throws SQLException {
        if (catalog.day(day).batches() == 0) {
            return 0;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT payload_offset + payload_bytes FROM batch_"
                        + day + " ORDER BY log_position DESC LIMIT 1");
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
