package dev.vedette.web;

import dev.vedette.alerting.Alert;
import dev.vedette.inspection.Sighting;
import dev.vedette.inspection.SightingAttribute;
import dev.vedette.pricing.Cost;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceSummary;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traces: finding them, and one in full. */
final class TracesApi {
    private static final int MOST_SPANS = 20_000;
    private static final int LOGS = 200;
    private static final String[] SEARCH = {
        "service",
        "agent",
        "tool",
        "model",
        "session",
        "user",
        "operation",
        "errors",
        "text",
        "limit",
        "before",
        "range",
        "from",
        "to"
    };

    private final DashboardData data;
    private final AlertsApi alerts;
    private final Elsewhere elsewhere;

    TracesApi(DashboardData data, AlertsApi alerts) {
        this.data = data;
        this.alerts = alerts;
        this.elsewhere = new Elsewhere(data.forwarders());
    }

    void routes(RouteTable table) {
        table.get("/api/v1/traces", this::search, SEARCH);
        table.get("/api/v1/traces/{traceId}", this::one, "limit");
        table.get("/api/v1/traces/{traceId}/spans/{spanId}", this::span);
    }

    private void search(Context context) {
        TraceQuery query = query(new Parameters(context));
        List<TraceSummary> found = data.traces().find(query);
        Set<String> alerted = alertedTraces();
        String next = found.size() < query.limit()
                ? null
                : Long.toString(found.get(found.size() - 1).matchedEpochNanos());
        Json.answer(
                context,
                new TraceList(
                        found.stream()
                                .map(trace -> TraceRow.of(trace, alerted.contains(trace.traceId())))
                                .toList(),
                        next,
                        data.traces().head() == 0));
    }

    private TraceQuery query(Parameters parameters) {
        TimeRange range = TimeRange.of(parameters, data.clock().instant());
        // A sender's clock may be ahead; without an end nothing new must be hidden.
        boolean open = parameters.instant("to") == null;
        return new TraceQuery(
                range.fromNanos(),
                open ? Long.MAX_VALUE : range.toNanos(),
                parameters.text("service"),
                parameters.text("agent"),
                parameters.text("tool"),
                parameters.text("model"),
                parameters.text("session"),
                parameters.text("user"),
                parameters.text("operation"),
                parameters.flag("errors"),
                parameters.text("text"),
                parameters.number("limit", 1, 500, 50),
                parameters.cursor("before", Long.MAX_VALUE));
    }

    /** The traces that an unresolved alert names. */
    Set<String> alertedTraces() {
        Set<String> alerted = new HashSet<>();
        data.alerts().unresolved().forEach(alert -> alerted.addAll(alert.traceIds()));
        return alerted;
    }

    private void one(Context context) {
        Parameters parameters = new Parameters(context);
        Trace trace = find(parameters, parameters.number("limit", 1, MOST_SPANS, MOST_SPANS));
        List<Alert> naming = alerts.naming(trace.traceId());
        Json.answer(
                context,
                new TracePage(
                        trace.traceId(),
                        trace.truncated(),
                        droppedBefore(trace),
                        sessionOf(trace),
                        linksOf(trace, trace.spans()),
                        TreeRow.of(LoggedCalls.among(trace)),
                        trace.logs().stream()
                                .filter(log -> log.operation() instanceof Operation.Other)
                                .limit(LOGS)
                                .map(LogView::of)
                                .toList(),
                        alerts.rows(naming),
                        naming.stream()
                                .filter(alert ->
                                        trace.traceId().equals(alert.latest().traceId()))
                                .flatMap(alert -> alert.latest().spanIds().stream())
                                .distinct()
                                .toList()));
    }

    private void span(Context context) {
        Parameters parameters = new Parameters(context);
        String spanId = parameters.id("spanId");
        Trace trace = find(parameters, MOST_SPANS);
        Span span = LoggedCalls.among(trace).stream()
                .filter(candidate -> candidate.spanId().equals(spanId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such span in this trace."));
        List<LogView> logs = trace.logs().stream()
                .filter(log -> spanId.equals(log.spanId()))
                .limit(LOGS)
                .map(LogView::of)
                .toList();
        Json.answer(
                context,
                new SpanPage(
                        SpanRow.of(span),
                        span,
                        linksOf(trace, List.of(span)),
                        costNote(span),
                        SightingAttribute.decode(span.attributes()),
                        logs));
    }

    /** Where the cost comes from or why there is none; null for what has neither tokens nor cost. */
    private @Nullable String costNote(Span span) {
        Cost cost = span.usage().costUsd() == null && !span.usage().lacksCost()
                ? null
                : data.costs().cost(span);
        return cost == null ? null : cost.explanation();
    }

    private Trace find(Parameters parameters, int limit) {
        Trace trace = data.traces().trace(parameters.id("traceId"), limit);
        if (trace == null) {
            throw Problem.notFound("There is no such trace.");
        }
        return Objects.requireNonNull(trace);
    }

    private static @Nullable String sessionOf(Trace trace) {
        return trace.isSession() ? trace.logs().get(0).actor().session() : null;
    }

    /** No backend knows the id of what is no trace to its sender. */
    private List<TraceLink> linksOf(Trace trace, List<Span> spans) {
        return trace.isSession() ? List.of() : elsewhere.of(trace.traceId(), spans);
    }

    /** From when on everything is kept, for a trace that began before that; else null. */
    private @Nullable Instant droppedBefore(Trace trace) {
        long kept = data.traces().keptSinceEpochNanos();
        boolean older = trace.spans().stream().anyMatch(span -> span.startEpochNanos() < kept)
                || trace.logs().stream().anyMatch(log -> log.epochNanos() < kept);
        return older ? Epoch.instant(kept) : null;
    }

    /** Found traces, the cursor for the next page or null, and whether nothing ever came. */
    record TraceList(List<TraceRow> traces, @Nullable String next, boolean empty) {}

    /**
     * One trace.
     *
     * @param droppedBefore what was received before is no longer kept, and the trace is older; null for a whole one
     * @param session the session that it stands for, told in log records that name no trace; null for any other trace
     * @param links its pages at the backends that traces are passed on to
     * @param rows its spans and what its log records tell, as a tree, depth first
     * @param logs log records that no row tells
     * @param provingSpanIds the spans that alerts point at
     */
    record TracePage(
            String traceId,
            boolean truncated,
            @Nullable Instant droppedBefore,
            @Nullable String session,
            List<TraceLink> links,
            List<TreeRow> rows,
            List<LogView> logs,
            List<AlertRow> alerts,
            List<String> provingSpanIds) {}

    /**
     * A span in full.
     *
     * @param costNote where its cost comes from or why that is not known, or null
     */
    record SpanPage(
            SpanRow row,
            Span span,
            List<TraceLink> links,
            @Nullable String costNote,
            List<Sighting> sightings,
            List<LogView> logs) {}
}
