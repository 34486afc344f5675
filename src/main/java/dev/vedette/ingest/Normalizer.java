package dev.vedette.ingest;

import dev.vedette.pricing.PriceTable;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what arrived, in any dialect, into one {@link Span} with one {@link Operation}. Nothing is lost: attributes,
 * events and links stay as they came, and what no dialect understands becomes {@link Operation.Other}. Throws on no
 * input. Thread-safe.
 */
public final class Normalizer {
    private static final Logger LOG = LoggerFactory.getLogger(Normalizer.class);
    private static final SpanReading NOTHING = new SpanReading(new Operation.Other(), Usage.NONE, null);
    private static final LogReading NO_MESSAGES = new LogReading(List.of(), List.of());
    private static final String NONE = "none";

    private final List<Dialect> dialects;
    private final CostEstimator costs;

    Normalizer(List<Dialect> dialects) {
        this(List.copyOf(dialects), new CostEstimator(PriceTable.EMPTY));
    }

    private Normalizer(List<Dialect> dialects, CostEstimator costs) {
        this.dialects = dialects;
        this.costs = costs;
    }

    /**
     * A normaliser of all dialects. The first that has something to say is believed; those that mark their spans
     * plainly come first, and OpenTelemetry's own, whose attributes many of them write too, comes last.
     */
    public static Normalizer standard() {
        return new Normalizer(List.of(new OpenInferenceDialect(), new OpenLlmetryDialect(), new OtelGenAiDialect()));
    }

    /** The same, and what has no cost gets one from {@code costs} where it can. */
    Normalizer estimating(CostEstimator costs) {
        return new Normalizer(dialects, costs);
    }

    /** The span on its own. */
    Span normalize(RawSpan raw) {
        Understood understood = understand(raw);
        return understood.span(understood.identity());
    }

    /**
     * The spans of one request, in order. What a span does not say about who acted (agent, session, user, tenant) it
     * takes from the nearest span above it in the same request that does.
     */
    List<Span> normalizeAll(List<RawSpan> raws) {
        List<Understood> understood = new ArrayList<>(raws.size());
        Identity[] own = new Identity[raws.size()];
        for (int i = 0; i < own.length; i++) {
            Understood each = understand(raws.get(i));
            understood.add(each);
            own[i] = each.identity();
        }
        Identity[] complete = own.length < 2 ? own : Lineage.complete(raws, own);
        List<Span> spans = new ArrayList<>(own.length);
        for (int i = 0; i < own.length; i++) {
            spans.add(understood.get(i).span(complete[i]));
        }
        return spans;
    }

    /** The log record. */
    LogEvent normalize(RawLog raw) {
        String dialect = NONE;
        LogReading reading = null;
        for (int i = 0; i < dialects.size() && reading == null; i++) {
            reading = readSafely(dialects.get(i), raw);
            dialect = reading == null ? NONE : dialects.get(i).name();
        }
        LogReading found = reading == null ? NO_MESSAGES : reading;
        String body = Json.text(raw.body());
        return new LogEvent(
                raw.epochNanos(),
                eventName(raw),
                raw.severity(),
                body == null ? "" : body,
                raw.attributes(),
                raw.traceId(),
                raw.spanId(),
                raw.resource(),
                raw.scope(),
                dialect,
                Identity.of(raw.attributes(), null).actor(raw.resource(), raw.traceId()),
                found.input(),
                found.output());
    }

    /** The attribute is older than OTLP's own field and wins: some senders put a source location into the field. */
    private static String eventName(RawLog raw) {
        String named = raw.attributes().text(GenAi.EVENT_NAME);
        return named == null ? raw.eventName() : named;
    }

    private Understood understand(RawSpan raw) {
        for (Dialect dialect : dialects) {
            SpanReading reading = readSafely(dialect, raw);
            if (reading != null) {
                return Understood.of(raw, dialect.name(), withCost(raw, reading));
            }
        }
        return Understood.of(raw, NONE, NOTHING);
    }

    private SpanReading withCost(RawSpan raw, SpanReading reading) {
        Usage usage = costs.complete(reading.operation(), reading.usage(), raw.startEpochNanos());
        return usage.equals(reading.usage()) ? reading : new SpanReading(reading.operation(), usage, reading.agent());
    }

    /** A fault in one dialect must not cost the sender a span that is kept anyhow. */
    private static @Nullable SpanReading readSafely(Dialect dialect, RawSpan raw) {
        try {
            return dialect.read(raw);
        } catch (RuntimeException fault) {
            warn(dialect, fault);
            return null;
        }
    }

    private static @Nullable LogReading readSafely(Dialect dialect, RawLog raw) {
        try {
            return dialect.read(raw);
        } catch (RuntimeException fault) {
            warn(dialect, fault);
            return null;
        }
    }

    /** Says where the fault is without its message, which may quote content. */
    private static void warn(Dialect dialect, RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        LOG.warn(
                "dialect {} failed with {} at {}; the record is kept as it came",
                dialect.name(),
                fault.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
    }

    private record Understood(RawSpan raw, String dialect, SpanReading reading, Status status, Identity identity) {
        static Understood of(RawSpan raw, String dialect, SpanReading reading) {
            return new Understood(
                    raw,
                    dialect,
                    reading,
                    StatusReader.read(raw, reading.operation()),
                    Identity.of(raw.attributes(), reading.agent()));
        }

        Span span(Identity who) {
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
                    raw.resource(),
                    raw.scope(),
                    dialect,
                    who.actor(raw.resource(), raw.traceId()),
                    reading.operation(),
                    reading.usage());
        }
    }
}
