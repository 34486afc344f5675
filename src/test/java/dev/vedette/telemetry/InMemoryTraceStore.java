package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TraceStore} that forgets everything with the process: the double for tests, held to the same contract suite
 * as the real ones. It keeps the batches themselves, so it needs no {@link BatchReader}. Its "today" is the day of the
 * newest arrival. Thread-safe.
 */
public final class InMemoryTraceStore implements TraceStore {
    private static final long DAY = 86_400_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;
    private static final int BYTES_PER_RECORD = 300;

    private final TreeMap<Long, StoredBatch> log = new TreeMap<>();
    private final Set<String> known = new HashSet<>();
    private long head;
    private boolean closed;

    @Override
    public synchronized List<Appended> append(List<Arrival> arrivals) {
        failWhenClosed();
        List<Appended> appended = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            appended.add(append(arrival));
        }
        return appended;
    }

    private Appended append(Arrival arrival) {
        TelemetryBatch batch = arrival.batch();
        List<Span> fresh = new ArrayList<>();
        for (Span span : batch.spans()) {
            if (known.add(span.traceId() + span.spanId())) {
                fresh.add(span);
            }
        }
        int duplicates = batch.spans().size() - fresh.size();
        TelemetryBatch kept = duplicates == 0 ? batch : TelemetryBatch.ofSpans(batch.payload(), fresh);
        if (kept.size() > 0) {
            head++;
            log.put(head, new StoredBatch(head, arrival.receivedEpochNanos(), kept));
        }
        return new Appended(head, duplicates, kept);
    }

    @Override
    public synchronized List<StoredBatch> after(long position, int limit) {
        failWhenClosed();
        return log.tailMap(position, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized long head() {
        failWhenClosed();
        return head;
    }

    @Override
    public synchronized long tail() {
        failWhenClosed();
        return log.isEmpty() ? head : log.firstKey() - 1;
    }

    @Override
    public synchronized @Nullable Trace trace(String traceId, int limit) {
        failWhenClosed();
        List<Span> spans = spans().stream()
                .filter(span -> span.traceId().equals(traceId))
                .sorted(Comparator.comparingLong(Span::startEpochNanos))
                .toList();
        List<LogEvent> logs = logs().filter(event -> traceId.equals(LogTrace.idOf(event)))
                .sorted(Comparator.comparingLong(LogEvent::epochNanos))
                .toList();
        if (spans.isEmpty() && logs.isEmpty()) {
            return null;
        }
        List<LogEvent> shown = logs.subList(0, Math.min(limit, logs.size()));
        return new Trace(
                traceId,
                spans.subList(0, Math.min(limit, spans.size())),
                spans.isEmpty() ? LogTrace.withoutTokensOf(toldBySpans(asSpans(traceId, shown)), shown) : shown,
                spans.size() > limit || logs.size() > limit);
    }

    @Override
    public synchronized List<TraceSummary> find(TraceQuery query) {
        failWhenClosed();
        TraceQuery anyPage = anyPage(query);
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        Map<String, List<Span>> logged = new LinkedHashMap<>();
        spans().forEach(span ->
                spans.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span));
        logs().forEach(event -> {
            String id = LogTrace.idOf(event);
            if (id != null && !(event.operation() instanceof Operation.Other)) {
                logged.computeIfAbsent(id, any -> new ArrayList<>()).add(event.asSpan(id, "", null));
            }
        });
        Map<String, Long> matched = new LinkedHashMap<>();
        Stream.of(spans, logged)
                .flatMap(told -> told.values().stream())
                .flatMap(List::stream)
                .filter(anyPage::test)
                .forEach(span -> matched.merge(span.traceId(), span.endEpochNanos(), Math::max));
        return matched.entrySet().stream()
                .filter(entry -> entry.getValue() < query.beforeEpochNanos())
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(query.limit())
                .map(entry -> summary(
                        spans.getOrDefault(entry.getKey(), List.of()),
                        logged.getOrDefault(entry.getKey(), List.of()),
                        entry.getValue()))
                .toList();
    }

    private TraceSummary summary(List<Span> spans, List<Span> records, long matchedEpochNanos) {
        return SpanTotals.summary(spans, records, toldBySpans(records), matchedEpochNanos);
    }

    private static List<Span> asSpans(String traceId, List<LogEvent> logs) {
        return logs.stream()
                .filter(event -> !(event.operation() instanceof Operation.Other))
                .map(event -> event.asSpan(traceId, "", null))
                .toList();
    }

    /** The kinds of operation of which spans tell tokens in the session that the first of these names. */
    private Set<String> toldBySpans(List<Span> records) {
        return records.stream()
                .sorted(Comparator.comparingLong(Span::startEpochNanos))
                .filter(record -> record.actor().hasSession(record.traceId()))
                .findFirst()
                .map(record -> SpanTotals.tokenKinds(spans().stream()
                        .filter(span -> span.actor()
                                        .service()
                                        .equals(record.actor().service())
                                && span.actor().session().equals(record.actor().session()))
                        .toList()))
                .orElse(Set.of());
    }

    private Stream<LogEvent> logs() {
        return log.values().stream().flatMap(stored -> stored.batch().logs().stream());
    }

    private static TraceQuery anyPage(TraceQuery query) {
        return new TraceQuery(
                query.fromEpochNanos(),
                query.toEpochNanos(),
                query.service(),
                query.agent(),
                query.tool(),
                query.model(),
                query.session(),
                query.user(),
                query.operation(),
                query.errorsOnly(),
                query.text(),
                query.limit(),
                Long.MAX_VALUE);
    }

    @Override
    public synchronized List<ActivityPoint> activity(ActivityQuery query) {
        failWhenClosed();
        List<ActivityPoint> measured = new MeasuredTotals(log.values()).of(log.values(), query);
        return MeasuredTotals.together(SpanTotals.activity(new ToldOnce(log.values()).calls(), query), measured);
    }

    @Override
    public synchronized List<MeasuredSession> measuredSessions(
            String service, String agent, long fromEpochNanos, long toEpochNanos, int limit) {
        failWhenClosed();
        return new MeasuredTotals(log.values())
                .sessions(log.values(), service, agent, fromEpochNanos, toEpochNanos, limit);
    }

    @Override
    public synchronized List<SignalSummary> signals(long fromEpochNanos, int limit) {
        failWhenClosed();
        Map<List<Object>, SignalSummary> summaries = new LinkedHashMap<>();
        for (StoredBatch stored : log.values()) {
            long received = stored.receivedEpochNanos();
            if (Math.floorDiv(received, HOUR) < Math.floorDiv(fromEpochNanos, HOUR)) {
                continue;
            }
            for (LogEvent event : stored.batch().logs()) {
                if (event.traceId() == null) {
                    count(summaries, Signal.LOGS, event.actor().service(), event.eventName(), received);
                }
            }
            for (MetricPoint point : stored.batch().points()) {
                count(summaries, Signal.METRICS, point.resource().serviceName(), point.name(), received);
            }
        }
        return summaries.values().stream()
                .sorted(Comparator.comparingLong(SignalSummary::lastEpochNanos)
                        .reversed()
                        .thenComparing(SignalSummary::signal)
                        .thenComparing(SignalSummary::service)
                        .thenComparing(SignalSummary::name))
                .limit(limit)
                .toList();
    }

    private static void count(
            Map<List<Object>, SignalSummary> summaries, Signal signal, String service, String name, long received) {
        summaries.merge(
                List.of(signal, service, name),
                new SignalSummary(signal, service, name, 1, received),
                (old, more) -> new SignalSummary(
                        signal, service, name, old.records() + 1, Math.max(old.lastEpochNanos(), received)));
    }

    @Override
    public synchronized long keptSinceEpochNanos() {
        failWhenClosed();
        return log.isEmpty() || log.firstKey() == 1
                ? Long.MIN_VALUE
                : day(log.firstEntry().getValue()) * DAY;
    }

    @Override
    public synchronized long retain(long epochNanos, long bytes) {
        failWhenClosed();
        long before = log.size();
        List<Long> days = log.values().stream()
                .map(InMemoryTraceStore::day)
                .distinct()
                .sorted()
                .toList();
        for (Long day : days.subList(0, Math.max(0, days.size() - 1))) {
            if ((day + 1) * DAY <= epochNanos || sizeBytes() > bytes) {
                forget(day);
            }
        }
        return before - log.size();
    }

    private void forget(long day) {
        log.values().removeIf(stored -> day(stored) == day);
        known.clear();
        spans().forEach(span -> known.add(span.traceId() + span.spanId()));
    }

    @Override
    public synchronized long sizeBytes() {
        return log.values().stream()
                .mapToLong(stored ->
                        stored.batch().payload().length + (long) stored.batch().size() * BYTES_PER_RECORD)
                .sum();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private static long day(StoredBatch stored) {
        return Math.floorDiv(stored.receivedEpochNanos(), DAY);
    }

    private List<Span> spans() {
        return log.values().stream()
                .flatMap(stored -> stored.batch().spans().stream())
                .toList();
    }

    private void failWhenClosed() {
        if (closed) {
            throw new StoreException("The store is closed.", new IllegalStateException("closed"));
        }
    }
}
