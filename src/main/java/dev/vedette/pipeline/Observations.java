package dev.vedette.pipeline;

import dev.vedette.detection.EventTime;
import dev.vedette.detection.Observation;
import dev.vedette.inspection.SightingAttribute;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the engine is told of a batch. */
public final class Observations {
    private Observations() {}

    /** One observation for each record, in order. */
    public static List<Observation> of(TelemetryBatch batch, long receivedEpochNanos) {
        Instant received = Epoch.instant(receivedEpochNanos);
        List<Observation> observations = new ArrayList<>(batch.size());
        for (Span span : batch.spans()) {
            observations.add(new Observation.SpanEnded(
                    EventTime.at(span.endEpochNanos(), received), span, SightingAttribute.decode(span.attributes())));
        }
        for (LogEvent log : batch.logs()) {
            observations.add(new Observation.LogRecorded(
                    EventTime.at(log.epochNanos(), received), log, SightingAttribute.decode(log.attributes())));
        }
        for (MetricPoint point : batch.points()) {
            observations.add(new Observation.Measured(EventTime.at(point.epochNanos(), received), point));
        }
        return observations;
    }
}
