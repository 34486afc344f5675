package dev.vedette.storage;

import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TelemetryBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the log in order. Thread-safe. */
final class LogReader {
    private final DayCatalog catalog;
    private final BatchFetcher fetcher;

    LogReader(DayCatalog catalog, BatchFetcher fetcher) {
        this.catalog = catalog;
        this.fetcher = fetcher;
    }

    private record Place(Day day, long position, long bytes) {}

    /** The batches after {@code position} in order; fewer than {@code limit} when they are large. */
    List<StoredBatch> after(Connection connection, long position, int limit) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (Day day : catalog.after(position)) {
            addPlaces(connection, day, position, limit, places);
        }
        places.sort(Comparator.comparingLong(Place::position));
        List<StoredBatch> batches = new ArrayList<>();
        long bytes = 0;
        for (Place place : places) {
            bytes += place.bytes();
            if (batches.size() == limit || (bytes > BatchFetcher.BYTES && !batches.isEmpty())) {
                break;
            }
            BatchFetcher.Fetched fetched = fetcher.fetch(connection, place.day(), place.position());
            if (fetched != null) {
                TelemetryBatch batch = fetched.whole() ? fetched.batch() : kept(connection, place, fetched.batch());
                batches.add(new StoredBatch(place.position(), fetched.receivedEpochNanos(), batch));
            }
        }
        return batches;
    }

    private static void addPlaces(Connection connection, Day day, long position, int limit, List<Place> places)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT log_position, payload_bytes FROM batch_"
                + day.number() + " WHERE log_position > ? ORDER BY log_position LIMIT ?")) {
            query.setLong(1, position);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    places.add(new Place(day, rows.getLong(1), rows.getLong(2)));
                }
            }
        }
    }

    /** The batch without the spans that were known already when it came. */
    private static TelemetryBatch kept(Connection connection, Place place, TelemetryBatch batch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id FROM span_" + place.day().number() + " WHERE id >= ? AND id < ? ORDER BY id")) {
            query.setLong(1, RowId.of(place.position(), 0));
            query.setLong(2, RowId.of(place.position() + 1, 0));
            List<Span> spans = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    int ordinal = RowId.ordinal(rows.getLong(1));
                    if (ordinal < batch.spans().size()) {
                        spans.add(batch.spans().get(ordinal));
                    }
                }
            }
            return TelemetryBatch.ofSpans(batch.payload(), spans);
        }
    }
}
