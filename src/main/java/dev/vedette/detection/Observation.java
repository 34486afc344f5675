package dev.vedette.detection;

import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something the engine is told. Immutable. */
public sealed interface Observation {
    /** The time it is about, made sane: what detectors count by. */
    Instant at();

    /** What was done, by a span or a log record; null when time passed, and for metrics, which tell totals. */
    default @Nullable Activity activity() {
        return null;
    }

    /** What inspection found in the texts of it. */
    default List<Sighting> sightings() {
        return List.of();
    }

    /**
     * Whether the operation was told before: in another signal, by a log record or a span, or by another span of the
     * same call. Its content is worth looking at; but it did not happen twice.
     */
    default boolean isEcho() {
        return false;
    }

    /**
     * A span ended.
     *
     * @param at the span's end time, or the time of receipt where the sender's clock cannot be right
     * @param sightings what inspection found in its texts
     */
    record SpanEnded(Instant at, Span span, List<Sighting> sightings, boolean isEcho) implements Observation {
        public SpanEnded {
            sightings = List.copyOf(sightings);
        }

        /** A span that tells something new. */
        public SpanEnded(Instant at, Span span, List<Sighting> sightings) {
            this(at, span, sightings, false);
        }

        @Override
        public Activity activity() {
            return span;
        }
    }

    /** A log record came. */
    record LogRecorded(Instant at, LogEvent log, List<Sighting> sightings, boolean isEcho) implements Observation {
        public LogRecorded {
            sightings = List.copyOf(sightings);
        }

        /** A log record that tells something new. */
        public LogRecorded(Instant at, LogEvent log, List<Sighting> sightings) {
            this(at, log, sightings, false);
        }

        @Override
        public Activity activity() {
            return log;
        }
    }

    /**
     * A point of a metric came: totals, behind which no single call can be seen.
     *
     * @param at when it was taken, or the time of receipt where the sender's clock cannot be right
     */
    record Measured(Instant at, MetricPoint point) implements Observation {}

    /**
     * Tokens or money that only metrics tell of. Made by the engine itself from what was measured, for detectors that
     * {@linkplain Detector#readsMetrics say that they can use it}.
     *
     * @param inputTokens 0 where the metric does not count them
     * @param outputTokens 0 where the metric does not count them
     * @param costUsd null where nobody knows; negative where cached tokens make others cheaper that were counted whole
     */
    record Increased(
            Instant at,
            MetricReading reading,
            long inputTokens,
            long outputTokens,
            @Nullable Double costUsd) implements Observation {}

    /** Time passed. Sent every few seconds of event time, also when nothing else happens. */
    record Tick(Instant at) implements Observation {}

    /**
     * Watching goes on after a pause of which nothing is known: neither a tick nor a record came, because Vedette was
     * down, its clock was put forward, or a recording has a hole. Made by the engine itself, for detectors that take
     * quiet for a sign.
     *
     * @param since up to when time was watched
     * @param at from when on it is watched again
     */
    record Resumed(Instant since, Instant at) implements Observation {}
}
