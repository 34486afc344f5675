package dev.vedette.detection;

import dev.vedette.telemetry.Signal;
import java.time.Instant;
import java.util.List;

/**
 * Everything the engine remembers, as a value. Immutable.
 *
 * @param detectors ids and versions, in order, as {@code id:version}; a snapshot fits only an engine of the same list
 * @param watermark the latest event time seen
 * @param ticked the latest tick seen
 * @param tellings which signal told what first, least recently used first
 */
public record EngineSnapshot(
        List<String> detectors, Instant watermark, Instant ticked, List<Telling> tellings, List<Entry> entries) {
    public EngineSnapshot {
        detectors = List.copyOf(detectors);
        tellings = List.copyOf(tellings);
        entries = List.copyOf(entries);
    }

    /** What an operation is known by, and the signal that told it first. */
    public record Telling(String what, Signal by) {}

    /**
     * The state of one key of one detector, oldest touched first.
     *
     * @param touched the watermark when an observation last concerned it
     * @param visits in how many minutes it was touched, as far as it matters for who is forgotten first
     */
    public record Entry(String detector, String key, Instant touched, int visits, Record state) {}
}
