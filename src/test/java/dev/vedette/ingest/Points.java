package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Temporality;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes points of metrics, and says in a few words what was understood of them. */
final class Points {
    static final long NOON = 1_764_072_000_000_000_000L;

    private final String name;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private String unit = "";
    private String type = "histogram";
    private String scope = "";
    private String service = "shop";
    private Temporality temporality = Temporality.DELTA;
    private long time = NOON;

    private Points(String name) {
        this.name = name;
    }

    static Points named(String name) {
        return new Points(name);
    }

    Points with(String key, Object value) {
        attributes.put(key, value);
        return this;
    }

    /** All of {@code key=value key=value}. */
    Points withAll(String pairs) {
        for (String pair : pairs.split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                with(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return this;
    }

    Points in(String itsUnit) {
        unit = itsUnit;
        return this;
    }

    Points as(String itsType, Temporality its) {
        type = itsType;
        temporality = its;
        return this;
    }

    Points from(String itsScope) {
        scope = itsScope;
        return this;
    }

    Points of(String itsService) {
        service = itsService;
        return this;
    }

    Points at(long epochNanos) {
        time = epochNanos;
        return this;
    }

    MetricPoint build() {
        Resource resource = new Resource(Attributes.of(Map.of("service.name", service)));
        return new MetricPoint(
                name,
                unit,
                type,
                temporality,
                0,
                time,
                3,
                42,
                Attributes.of(attributes),
                resource,
                new Scope(scope, ""),
                null);
    }

    /** What was understood of a point that must be. */
    static MetricReading reading(Normalizer normalizer, Points point) {
        return Objects.requireNonNull(normalizer.normalize(point.build()).reading());
    }

    /** Dialect, measure, operation and subject, then only what is not usual. */
    static String words(MetricPoint point) {
        MetricReading reading = point.reading();
        if (reading == null) {
            return "nothing";
        }
        String subject = reading.subject().isEmpty() ? "" : " " + reading.subject();
        return reading.dialect() + " " + reading.measure() + " " + reading.operation() + subject
                + (reading.scale() == 1 ? "" : " x" + reading.scale())
                + (reading.failed() ? " failed" : "")
                + (reading.own() ? "" : " again")
                + (reading.usdPerUnit() == null ? " unpriced" : "");
    }
}
