package dev.vedette.web;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came in during the last sixty seconds, by the second of arrival, and the traces that ended. Calls are told by
 * spans; those that log records tell count where the service sent no span within ten minutes, so that whoever tells a
 * call twice is not counted twice. Thread-safe.
 */
final class TrafficWindow {
    private static final int SECONDS = 60;
    private static final int NEWEST = 8;
    private static final int MOST_SERVICES = 1_000;
    private static final long TOLD_BY_SPANS_SECONDS = 600;

    private final Second[] ring = new Second[SECONDS];
    private final Deque<EndedTrace> ended = new ArrayDeque<>();
    private final Map<String, Long> toldBySpans = new LinkedHashMap<>(16, 0.75f, true);
    private boolean changed;

    TrafficWindow() {
        for (int i = 0; i < SECONDS; i++) {
            ring[i] = new Second();
        }
    }

    synchronized void add(TelemetryBatch batch, long epochSecond) {
        Second second = secondAt(epochSecond);
        second.logs += batch.logs().size();
        second.points += batch.points().size();
        for (LogEvent log : batch.logs()) {
            if (!(log.operation() instanceof Operation.Other) && !isToldBySpans(log, epochSecond)) {
                second.add(log);
            }
        }
        for (Span span : batch.spans()) {
            heardSpanOf(span.actor().service(), epochSecond);
            second.add(span);
            if (span.parentSpanId() == null) {
                remember(span);
            }
        }
        changed = true;
    }

    private void heardSpanOf(String service, long epochSecond) {
        toldBySpans.put(service, epochSecond);
        if (toldBySpans.size() > MOST_SERVICES) {
            toldBySpans.remove(toldBySpans.keySet().iterator().next());
        }
    }

    private boolean isToldBySpans(LogEvent log, long epochSecond) {
        Long second = toldBySpans.get(log.actor().service());
        return second != null && epochSecond - second < TOLD_BY_SPANS_SECONDS;
    }

    /** Sums over the sixty seconds up to and with {@code epochSecond}. */
    synchronized Rates lastMinute(long epochSecond) {
        Second sum = new Second();
        for (Second second : ring) {
            if (second.epochSecond > epochSecond - SECONDS && second.epochSecond <= epochSecond) {
                sum.add(second);
            }
        }
        return sum.rates();
    }

    /** The traces that ended since the last call, newest first; null when nothing at all came. */
    synchronized @Nullable List<EndedTrace> news() {
        if (!changed) {
            return null;
        }
        changed = false;
        List<EndedTrace> news = new ArrayList<>(ended);
        ended.clear();
        return news;
    }

    private void remember(Span span) {
        if (ended.size() == NEWEST) {
            ended.removeLast();
        }
        ended.addFirst(new EndedTrace(
                span.traceId(),
                span.name(),
                span.actor().agent(),
                span.durationNanos(),
                span.status().isError()));
    }

    private Second secondAt(long epochSecond) {
        Second second = ring[Math.floorMod(epochSecond, SECONDS)];
        if (second.epochSecond != epochSecond) {
            second.clear(epochSecond);
        }
        return second;
    }

    /**
     * Records in a minute.
     *
     * @param spans with the calls that only log records tell
     * @param costUsd null where no span has a known cost
     */
    record Rates(
            long spans, long errors, long tokens, @Nullable Double costUsd, long logs, long points) {}

    /** A trace whose root span came. */
    record EndedTrace(String traceId, String name, String agent, long durationNanos, boolean error) {}

    private static final class Second {
        private long epochSecond = Long.MIN_VALUE;
        private long spans;
        private long errors;
        private long tokens;
        private double costUsd;
        private long priced;
        private long logs;
        private long points;

        void clear(long newEpochSecond) {
            epochSecond = newEpochSecond;
            spans = 0;
            errors = 0;
            tokens = 0;
            costUsd = 0;
            priced = 0;
            logs = 0;
            points = 0;
        }

        void add(Activity activity) {
            spans++;
            errors += activity.status().isError() ? 1 : 0;
            Usage usage = activity.usage();
            tokens += usage.countedTokens();
            if (usage.own() && usage.costUsd() != null) {
                costUsd += usage.costUsd();
                priced++;
            }
        }

        void add(Second other) {
            spans += other.spans;
            errors += other.errors;
            tokens += other.tokens;
            costUsd += other.costUsd;
            priced += other.priced;
            logs += other.logs;
            points += other.points;
        }

        Rates rates() {
            return new Rates(spans, errors, tokens, priced == 0 ? null : Double.valueOf(costUsd), logs, points);
        }
    }
}
