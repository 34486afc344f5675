package dev.vedette.storage;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Trace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads everything of one trace, each batch that holds some of it once. Thread-safe. */
final class TraceReader {
    private final DayCatalog catalog;
    private final BatchFetcher fetcher;

    TraceReader(DayCatalog catalog, BatchFetcher fetcher) {
        this.catalog = catalog;
        this.fetcher = fetcher;
    }

    private record Hit(Day day, long id, long orderNanos) {}

    /** Records in the order of their hits; {@code complete} unless the batches were too large to read them all. */
    private record Found<T>(List<T> records, boolean complete, long bytesLeft) {}

    /** Everything of a trace, or null: at most {@code limit} spans and as many log records, oldest first. */
    @Nullable
    Trace trace(Connection connection, String traceId, int limit) throws SQLException {
        TraceKey key = TraceKey.parse(traceId);
        if (key == null) {
            return null;
        }
        List<Hit> spanHits = hits(connection, "span_", "start_nanos", " AND NOT logged", key, limit + 1);
        List<Hit> eventHits = hits(connection, "event_", "at_nanos", "", key, limit + 1);
        if (spanHits.isEmpty() && eventHits.isEmpty()) {
            return null;
        }
        boolean more = spanHits.size() > limit || eventHits.size() > limit;
        Found<Span> spans = pick(connection, first(spanHits, limit), TelemetryBatch::spans, BatchFetcher.BYTES);
        Found<LogEvent> events = pick(connection, first(eventHits, limit), TelemetryBatch::logs, spans.bytesLeft());
        List<LogEvent> logs = spanHits.isEmpty() ? countedOnce(connection, events.records()) : events.records();
        return new Trace(traceId, spans.records(), logs, more || !spans.complete() || !events.complete());
    }

    private static List<Hit> first(List<Hit> hits, int limit) {
        return hits.subList(0, Math.min(limit, hits.size()));
    }

    private List<LogEvent> countedOnce(Connection connection, List<LogEvent> logs) throws SQLException {
        for (LogEvent log : logs) {
            Actor actor = log.actor();
            if (!(log.operation() instanceof Operation.Other) && actor.hasSession(log.traceId())) {
                SessionTokens.Key session =
                        new SessionTokens.Key(ColumnText.fit(actor.service()), ColumnText.fit(actor.session()));
                return LogTrace.withoutTokensOf(
                        SessionTokens.toldBySpans(connection, catalog.days(), List.of(session))
                                .getOrDefault(session, Set.of()),
                        logs);
            }
        }
        return logs;
    }

    private List<Hit> hits(Connection connection, String table, String order, String condition, TraceKey key, int limit)
            throws SQLException {
        List<Hit> hits = new ArrayList<>();
        for (Day day : catalog.days()) {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT id, " + order + " FROM " + table + day.number() + " WHERE trace_low = ? AND trace_high = ?"
                            + condition + " ORDER BY " + order + ", id LIMIT ?")) {
                query.setLong(1, key.low());
                query.setLong(2, key.high());
                query.setInt(3, limit);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        hits.add(new Hit(day, rows.getLong(1), rows.getLong(2)));
                    }
                }
            }
        }
        hits.sort(Comparator.comparingLong(Hit::orderNanos).thenComparingLong(Hit::id));
        return hits.size() > limit ? hits.subList(0, limit) : hits;
    }

    private <T> Found<T> pick(
            Connection connection, List<Hit> hits, Function<TelemetryBatch, List<T>> records, long bytes)
            throws SQLException {
        Map<Long, List<Hit>> batches = new TreeMap<>();
        hits.forEach(hit -> batches.computeIfAbsent(RowId.position(hit.id()), position -> new ArrayList<>())
                .add(hit));
        Map<Long, T> byId = new HashMap<>();
        long left = bytes;
        boolean complete = true;
        for (Map.Entry<Long, List<Hit>> wanted : batches.entrySet()) {
            if (left <= 0) {
                complete = false;
                break;
            }
            Day day = wanted.getValue().get(0).day();
            BatchFetcher.Fetched fetched = fetcher.fetch(connection, day, wanted.getKey());
            if (fetched != null) {
                left -= fetched.batch().payload().length;
                addAll(wanted.getValue(), records.apply(fetched.batch()), byId);
            }
        }
        List<T> picked = new ArrayList<>(byId.size());
        for (Hit hit : hits) {
            T found = byId.get(hit.id());
            if (found != null) {
                picked.add(found);
            }
        }
        return new Found<>(picked, complete, left);
    }

    private static <T> void addAll(List<Hit> wanted, List<T> records, Map<Long, T> byId) {
        for (Hit hit : wanted) {
            int ordinal = RowId.ordinal(hit.id());
            if (ordinal < records.size()) {
                byId.put(hit.id(), records.get(ordinal));
            }
        }
    }
}
