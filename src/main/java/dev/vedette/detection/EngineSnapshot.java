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
 * @param seen what services send
 */
public record EngineSnapshot(
        List<String> detectors,
        Instant watermark,
        Instant ticked,
        List<Telling> tellings,
        Seen seen,
        List<Entry> entries) {
    public EngineSnapshot {
        detectors = List.copyOf(detectors);
        tellings = List.copyOf(tellings);
        entries = List.copyOf(entries);
    }

    /** What an operation is known by, and the signal that told it first. */
    public record Telling(String what, Signal by) {}

    /**
     * What services send.
     *
     * @param services least recently heard first
     * @param waiting spans whose parents have not come yet, oldest first
     * @param arrived what the newest spans are known by, oldest first
     */
    public record Seen(List<ServiceSignals> services, List<Waiting> waiting, List<Long> arrived) {
        /** Nothing. */
        public static final Seen NOTHING = new Seen(List.of(), List.of(), List.of());

        public Seen {
            services = List.copyOf(services);
            waiting = List.copyOf(waiting);
            arrived = List.copyOf(arrived);
        }
    }

    /**
     * Spans that wait for their parent.
     *
     * @param parent what the parent is known by
     * @param service whose spans they are
     * @param children how many they are
     * @param sinceSecond since when, in seconds since 1970-01-01T00:00Z
     */
    public record Waiting(long parent, String service, int children, long sinceSecond) {}

    /**
     * The state of one key of one detector, oldest touched first.
     *
     * @param touched the watermark when an observation last concerned it
     * @param visits in how many minutes it was touched, as far as it matters for who is forgotten first
     */
    public record Entry(String detector, String key, Instant touched, int visits, Record state) {}
}
