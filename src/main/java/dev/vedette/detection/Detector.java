package dev.vedette.detection;

import java.time.Duration;
import java.util.List;

/**
 * Looks for one thing that can be wrong. A detector is pure: the same state and observation give the same step, on any
 * thread, in any process. It keeps nothing itself; its state is a bounded record that survives serialisation to JSON
 * unchanged (components: numbers, texts, booleans, enums, lists, maps with text keys, and records of these).
 *
 * @param <S> the state
 */
public interface Detector<S extends Record> {
    /** The rule id that its findings carry; unique in an engine. */
    String id();

    /** Grows with every change of meaning or of the state's shape; a snapshot of another version is not loaded. */
    int version();

    /** What it is, for the page that lists the rules. */
    RuleSummary summary();

    /**
     * The keys whose states this observation concerns, usually none or one; at most a handful. A {@link
     * Observation.Tick} or {@link Observation.Resumed} is not asked about: see {@link #ticks}.
     */
    List<String> keys(Observation seen);

    /** The state of a key that was never seen. */
    S initialState();

    /** The type of the state, to read it back from a snapshot. */
    Class<S> stateType();

    /**
     * One step of the fold. {@code key} is one of {@link #keys}, or for what {@link #ticks} brings each key that has a
     * state.
     */
    Step<S> observe(String key, S state, Observation seen);

    /** Whether every key is to be told of every {@link Observation.Tick} and {@link Observation.Resumed}. */
    default boolean ticks() {
        return false;
    }

    /**
     * Whether it can use what only metrics tell: an {@link Observation.Increased}, of which there is no span or log
     * record.
     */
    default boolean readsMetrics() {
        return false;
    }

    /** How long a key's state is kept when nothing concerns it any more. */
    default Duration forgetAfter() {
        return Duration.ofDays(14);
    }

    /**
     * Whether this observation is of the kind that the detector looks at, but lacks what it needs to judge it. Only
     * counted, so that a page can say which detectors are blind here.
     */
    default boolean abstains(Observation seen) {
        return false;
    }
}
