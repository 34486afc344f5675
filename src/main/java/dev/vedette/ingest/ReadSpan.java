package dev.vedette.ingest;

import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;

/** A span as it came and what the dialects read in it, until its neighbours have been asked as well. */
record ReadSpan(RawSpan raw, String dialect, SpanReading reading, Status status, Identity identity) {
    static ReadSpan of(RawSpan raw, String dialect, SpanReading reading) {
        Status told = reading.status();
        return new ReadSpan(
                raw,
                dialect,
                reading,
                told == null ? StatusReader.read(raw, reading.operation()) : told,
                identity(raw, reading));
    }

    private static Identity identity(RawSpan raw, SpanReading reading) {
        Identity told = Identity.of(raw.attributes(), reading.who());
        String framework = told.framework() == null ? InstrumentedFramework.of(raw.scope()) : null;
        return framework == null ? told : told.or(Identity.of(framework));
    }

    ReadSpan with(SpanReading other) {
        return new ReadSpan(raw, dialect, other, status, identity);
    }

    ReadSpan ended(Status other) {
        return new ReadSpan(raw, dialect, reading, other, identity);
    }

    Span span(Identity who, Usage usage) {
        return new Span(
                raw.traceId(),
                raw.spanId(),
                raw.parentSpanId(),
                raw.name(),
                raw.kind(),
                raw.startEpochNanos(),
                raw.endEpochNanos(),
                status,
                raw.attributes(),
                raw.events(),
                raw.links(),
                raw.sampledShare(),
                raw.resource(),
                raw.scope(),
                dialect,
                who.actor(raw.resource(), raw.traceId()),
                reading.operation(),
                usage);
    }
}
