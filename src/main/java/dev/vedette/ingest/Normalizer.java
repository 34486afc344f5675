package dev.vedette.ingest;

import dev.vedette.pricing.PriceTable;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Temporality;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what arrived, in any dialect, into one {@link Span} or {@link LogEvent} with one {@link Operation}, and a point
 * of a metric into what it tells of operations. Nothing is lost: attributes, events and links stay as they came, and
 * what no dialect understands becomes {@link Operation.Other}. Throws on no input. Thread-safe.
 *
 * <p><b>Precedence.</b> Dialects are asked in the order of the list. The first that has something to say names the
 * record's dialect and the kind of its operation, and it says which numbers are {@linkplain Usage#own its own}. Every
 * later one that has something to say as well fills what is still open (null, an empty text or list): operation and
 * numbers only where it sees the same kind of operation, who acted in any case. A log record or a point of a metric is
 * read by the first alone. At last a span takes what it does not say of who acted from the spans above it in the same
 * request, what its {@linkplain Neighbours neighbours} tell of its operation is settled, and one that repeats the tokens
 * of the spans below it is found out.
 */
public final class Normalizer {
    private static final Logger LOG = LoggerFactory.getLogger(Normalizer.class);
    private static final SpanReading NOTHING = SpanReading.of(new Operation.Other(), Usage.NONE);
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
     * A normaliser of all dialects: those that mark their records plainly come first, and OpenTelemetry's own, whose
     * attributes many of them write too, comes last. Strands stands before OpenLLMetry, whose flattened messages its
     * early versions write; CrewAI stands behind the two that name the kinds of its spans. Frameworks that OpenTelemetry
     * is the mother tongue of are known by their scope or their own names, which exclude each other, so that their order
     * among themselves is that of how sure the mark is.
     */
    public static Normalizer standard() {
        return new Normalizer(List.of(
                // Coding agents mark their records by scope or event, which nobody else writes.
                new ClaudeCodeDialect(),
                new CodexDialect(),
                new GeminiCliDialect(),
                new CopilotCliDialect(),
                // Before all that it can stand around, for its previews look like the spans of any of them.
                new LogfireDialect(),
                // Its SDK also writes onto spans of others: who does that says what the span is.
                new LangfuseDialect(),
                new OpenInferenceDialect(),
                new VercelDialect(),
                new StrandsDialect(),
                // Before OpenLLMetry, whose flat messages it writes and whose dialect fills them in.
                new AgentOpsDialect(),
                new OpenLlmetryDialect(),
                new CodingAgentDialect(),
                new OpenLitDialect(),
                new CrewAiDialect(),
                new PydanticAiDialect(),
                new LangSmithDialect(),
                new GoogleAdkDialect(),
                new GenkitDialect(),
                new AgentCoreDialect(),
                new SemanticKernelDialect(),
                new AgentFrameworkDialect(),
                new AutoGenDialect(),
                new SpringAiDialect(),
                new QuarkusDialect(),
                new MlflowDialect(),
                new LaminarDialect(),
                new LiveKitDialect(),
                new GrafanaDialect(),
                new OtelGenAiDialect()));
    }

    /** The same, and what has no cost gets one from {@code costs} where it can. */
    Normalizer estimating(CostEstimator costs) {
        return new Normalizer(dialects, costs);
    }

    /** In the order in which they are asked. */
    List<Dialect> dialects() {
        return dialects;
    }

    /** The span on its own. */
    Span normalize(RawSpan raw) {
        ReadSpan read = understand(raw);
        return read.span(read.identity(), withCost(read));
    }

    /**
     * The spans of one request, in order. What a span does not say about who acted (agent, session, user, tenant) it
     * takes from the nearest span above it in the same request that does.
     */
    List<Span> normalizeAll(List<RawSpan> raws) {
        List<ReadSpan> read = new ArrayList<>(raws.size());
        for (RawSpan raw : raws) {
            read.add(understand(raw));
        }
        Lineage lineage = new Lineage(raws);
        Neighbours.settle(lineage, read);
        List<Usage> usages = read.stream().map(this::withCost).toList();
        List<Identity> complete =
                lineage.complete(read.stream().map(ReadSpan::identity).toList());
        boolean[] repeats = lineage.repeats(usages);
        List<Span> spans = new ArrayList<>(complete.size());
        for (int i = 0; i < complete.size(); i++) {
            Usage usage = repeats[i] ? usages.get(i).repeated() : usages.get(i);
            spans.add(read.get(i).span(complete.get(i), usage));
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
        LogReading found = reading == null ? LogReading.NOTHING : reading;
        String body = Json.text(raw.body());
        Status told = found.status();
        return new LogEvent(
                raw.epochNanos(),
                raw.event(),
                raw.severity(),
                body == null ? "" : body,
                raw.attributes(),
                raw.traceId(),
                raw.spanId(),
                raw.resource(),
                raw.scope(),
                dialect,
                Identity.of(raw.attributes(), found.who()).actor(raw.resource(), raw.traceId()),
                found.operation(),
                costs.complete(found.operation(), found.usage(), raw.epochNanos()),
                told == null ? StatusReader.read(raw, found.operation()) : told,
                found.durationNanos(),
                found.input(),
                found.output());
    }

    /** The point, understood by the first dialect that has something to say; what does not add up tells no totals. */
    MetricPoint normalize(MetricPoint point) {
        if (point.temporality() == Temporality.NONE) {
            return point;
        }
        for (Dialect dialect : dialects) {
            PointReading reading = readSafely(dialect, point);
            if (reading != null) {
                return point.as(reading.complete(dialect.name(), point, costs));
            }
        }
        return point;
    }

    private ReadSpan understand(RawSpan raw) {
        SpanReading found = null;
        String dialect = NONE;
        for (Dialect each : dialects) {
            SpanReading reading = readSafely(each, raw);
            if (reading != null) {
                dialect = found == null ? each.name() : dialect;
                found = found == null ? reading : found.filledFrom(reading);
            }
        }
        return ReadSpan.of(raw, dialect, PendingSpan.settle(raw, found == null ? NOTHING : found));
    }

    private Usage withCost(ReadSpan read) {
        SpanReading reading = read.reading();
        return costs.complete(reading.operation(), reading.usage(), read.raw().startEpochNanos());
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

    private static @Nullable PointReading readSafely(Dialect dialect, MetricPoint point) {
        try {
            return dialect.read(point);
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
}
