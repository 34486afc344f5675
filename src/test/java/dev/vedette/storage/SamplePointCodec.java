package dev.vedette.storage;

import static dev.vedette.storage.SampleCodec.optional;
import static dev.vedette.storage.SampleCodec.text;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Temporality;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points of metrics as bytes: what {@link SampleMetrics} makes, no more. */
final class SamplePointCodec {
    private SamplePointCodec() {}

    static void write(DataOutputStream out, MetricPoint point) throws IOException {
        text(out, point.name(), point.unit(), point.type(), point.temporality().name());
        out.writeLong(point.startEpochNanos());
        out.writeLong(point.epochNanos());
        out.writeLong(point.count());
        out.writeDouble(point.value());
        text(out, point.attributes().text("session.id"), point.attributes().text("type"));
        text(out, point.resource().serviceName());
        MetricReading reading = point.reading();
        out.writeBoolean(reading != null);
        if (reading != null) {
            Double usd = reading.usdPerUnit();
            text(out, reading.actor().agent(), reading.actor().session(), reading.operation(), reading.subject());
            text(out, reading.measure().name(), usd == null ? null : usd.toString());
            out.writeDouble(reading.scale());
            out.writeBoolean(reading.failed());
            out.writeBoolean(reading.own());
            out.writeBoolean(reading.costEstimated());
        }
    }

    static MetricPoint read(DataInputStream in) throws IOException {
        String name = text(in);
        String unit = text(in);
        String type = text(in);
        Temporality temporality = Temporality.valueOf(text(in));
        long start = in.readLong();
        long nanos = in.readLong();
        long count = in.readLong();
        double value = in.readDouble();
        Attributes attributes = SampleMetrics.attributes(optional(in), optional(in));
        String service = text(in);
        return new MetricPoint(
                name,
                unit,
                type,
                temporality,
                start,
                nanos,
                count,
                value,
                attributes,
                new Resource(Attributes.of(Map.of("service.name", service))),
                Scope.UNKNOWN,
                in.readBoolean() ? reading(in, service) : null);
    }

    private static MetricReading reading(DataInputStream in, String service) throws IOException {
        String agent = text(in);
        String session = text(in);
        String operation = text(in);
        String subject = text(in);
        Measure measure = Measure.valueOf(text(in));
        @Nullable String usd = optional(in);
        return new MetricReading(
                "sample",
                SampleSpans.actor(service, agent, session, null),
                operation,
                subject,
                measure,
                in.readDouble(),
                in.readBoolean(),
                in.readBoolean(),
                usd == null ? null : Double.valueOf(usd),
                in.readBoolean());
    }
}
