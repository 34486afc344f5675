package dev.vedette.detection;

import java.time.Instant;
import java.util.List;

/**
 * Everything the engine remembers, as a value. Immutable.
 *
 * @param detectors ids and versions, in order, as {@code id:version}; a snapshot fits only an engine of the same list
 * @param watermark the latest event time seen
 */
public record EngineSnapshot(List<String> detectors, Instant watermark, List<Entry> entries) {
    public EngineSnapshot {
        detectors = List.copyOf(detectors);
        entries = List.copyOf(entries);
    }

    /** The state of one key of one detector, oldest touched first. */
    public record Entry(String detector, String key, Instant touched, Record state) {}
}
