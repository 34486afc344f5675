package dev.vedette.pipeline;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Runs batches of the past through the engine on their own event time, as if they happened now: observations in the
 * order of their times, at the same time in the order in which they came, ticks between them. Batches come in the order
 * of their earliest time; those that overlap are interleaved. Used by one thread.
 */
public final class Replay {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration AFTERWARDS = Duration.ofMinutes(10);

    private final DetectionEngine engine;
    private final Consumer<Finding> findings;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::at).thenComparing(Waiting::arrival));
    private Instant lastTick = Instant.MIN;
    private long arrivals;
    private long observed;

    /** A replay into this engine; {@code findings} is told of everything found. */
    public Replay(DetectionEngine engine, Consumer<Finding> findings) {
        this.engine = engine;
        this.findings = findings;
    }

    /**
     * Runs all batches, then lets ten minutes pass.
     *
     * @param shift added to every time; whole weeks keep the hour of the week
     */
    public void run(Iterator<TelemetryBatch> batches, Duration shift) {
        while (batches.hasNext()) {
            TelemetryBatch batch = batches.next();
            release(earliest(batch).plus(shift));
            for (Observation observation : Observations.of(batch, Long.MAX_VALUE)) {
                waiting.add(new Waiting(shifted(observation, shift), arrivals++));
            }
        }
        release(Instant.MAX);
        if (!lastTick.equals(Instant.MIN)) {
            tick(lastTick.plus(AFTERWARDS));
        }
    }

    /** How many observations were made. */
    public long observed() {
        return observed;
    }

    /** The earliest event time in a batch; the far future for one without spans or log records. */
    public static Instant earliest(TelemetryBatch batch) {
        return times(batch).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** The latest event time in a batch; the far past for one without spans or log records. */
    public static Instant latest(TelemetryBatch batch) {
        return times(batch).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    private static java.util.stream.Stream<Instant> times(TelemetryBatch batch) {
        return Observations.of(batch, Long.MAX_VALUE).stream().map(Observation::at);
    }

    private void release(Instant before) {
        while (!waiting.isEmpty() && waiting.element().at().isBefore(before)) {
            Observation next = waiting.remove().observation();
            if (lastTick.equals(Instant.MIN)
                    || Duration.between(lastTick, next.at()).compareTo(TICK) >= 0) {
                tick(next.at());
            }
            engine.observe(next).forEach(findings);
            observed++;
        }
    }

    private void tick(Instant at) {
        lastTick = at;
        engine.observe(new Observation.Tick(at)).forEach(findings);
    }

    /** An observation whose time has not come. */
    private record Waiting(Observation observation, long arrival) {
        Instant at() {
            return observation.at();
        }
    }

    private static Observation shifted(Observation observation, Duration shift) {
        if (observation instanceof Observation.SpanEnded ended) {
            Span span = ended.span();
            return new Observation.SpanEnded(ended.at().plus(shift), span, ended.sightings(), ended.isEcho());
        }
        if (observation instanceof Observation.LogRecorded recorded) {
            LogEvent log = recorded.log();
            return new Observation.LogRecorded(recorded.at().plus(shift), log, recorded.sightings(), recorded.isEcho());
        }
        if (observation instanceof Observation.Measured measured) {
            return new Observation.Measured(measured.at().plus(shift), measured.point());
        }
        return new Observation.Tick(observation.at().plus(shift));
    }
}
