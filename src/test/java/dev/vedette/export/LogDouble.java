package dev.vedette.export;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MeasuredSession;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.SignalSummary;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceSummary;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of spans in memory, as far as a forwarder needs it. */
final class LogDouble implements TraceStore {
    private static final Actor ACTOR = new Actor("shop", "shop", null, null, "s", null, null, null);

    private final List<StoredBatch> batches = new ArrayList<>();
    private long head;
    private long tail;
    private boolean broken;

    synchronized void addSpans(byte[] payload, int spans) {
        add(TelemetryBatch.ofSpans(payload, Collections.nCopies(spans, span())));
    }

    synchronized void addLogs(byte[] payload) {
        add(TelemetryBatch.ofLogs(
                payload,
                List.of(new LogEvent(
                        1,
                        "",
                        0,
                        "",
                        Attributes.empty(),
                        null,
                        null,
                        Resource.UNKNOWN,
                        Scope.UNKNOWN,
                        "none",
                        ACTOR,
                        List.of(),
                        List.of()))));
    }

    synchronized void forgetUpTo(long position) {
        batches.removeIf(batch -> batch.position() <= position);
        tail = position;
    }

    synchronized void breakDown(boolean down) {
        broken = down;
    }

    private void add(TelemetryBatch batch) {
        head++;
        batches.add(new StoredBatch(head, head, batch));
    }

    private static Span span() {
        return new Span(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                "s",
                SpanKind.INTERNAL,
                1,
                2,
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                ACTOR,
                new Operation.Other(),
                Usage.NONE);
    }

    @Override
    public synchronized List<StoredBatch> after(long position, int limit) {
        if (broken) {
            throw new StoreException("the store is down", new IllegalStateException());
        }
        return batches.stream()
                .filter(batch -> batch.position() > position)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long head() {
        return head;
    }

    @Override
    public synchronized long tail() {
        return tail;
    }

    @Override
    public List<Appended> append(List<Arrival> arrivals) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Trace trace(String traceId, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TraceSummary> find(TraceQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ActivityPoint> activity(ActivityQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MeasuredSession> measuredSessions(String service, String agent, long from, long to, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SignalSummary> signals(long fromEpochNanos, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long retain(long epochNanos, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long keptSinceEpochNanos() {
        return Long.MIN_VALUE;
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public void close() {}
}
