package dev.vedette.detection;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Temporality;
import java.time.Instant;
import java.util.Map;

/** Points of a metric of the input tokens that one session of a service used since {@link Spans#START}. */
public record MeasuredTokens(String service, String session, Temporality temporality) {
    /** The point that tells so many. */
    public Observation.Measured at(Instant at, double tokens) {
        Actor actor = new Actor(service, service, null, null, session, null, null, null);
        MetricReading reading = new MetricReading(
                "claude-code", actor, "model", "m", Measure.INPUT_TOKENS, 1, false, true, 0.001, true);
        return new Observation.Measured(at, unread(at, tokens).point().as(reading));
    }

    /** The same, of a metric that nobody understands. */
    public Observation.Measured unread(Instant at, double tokens) {
        return new Observation.Measured(
                at,
                new MetricPoint(
                        "claude_code.token.usage",
                        "tokens",
                        "sum",
                        temporality,
                        Epoch.nanos(Spans.START),
                        Epoch.nanos(at),
                        1,
                        tokens,
                        Attributes.of(Map.of("session.id", session)),
                        new Resource(Attributes.of(Map.of("service.name", service))),
                        Scope.UNKNOWN,
                        null));
    }
}
