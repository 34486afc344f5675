package dev.vedette.pipeline;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.InMemoryTraceStore;
import dev.vedette.telemetry.MeasuredSession;
import dev.vedette.telemetry.SignalSummary;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceSummary;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The in-memory store behind a gate: it can be made to wait, and to break. */
final class GatedTraceStore implements TraceStore {
    final InMemoryTraceStore store = new InMemoryTraceStore();
    final Semaphore gate = new Semaphore(Integer.MAX_VALUE);
    volatile boolean broken;

    @Override
    public List<Appended> append(List<Arrival> arrivals) {
        gate.acquireUninterruptibly();
        if (broken) {
            throw new StoreException("the disk is full", new IllegalStateException());
        }
        return store.append(arrivals);
    }

    @Override
    public List<StoredBatch> after(long position, int limit) {
        return store.after(position, limit);
    }

    @Override
    public long head() {
        return store.head();
    }

    @Override
    public long tail() {
        return store.tail();
    }

    @Override
    public @Nullable Trace trace(String traceId, int limit) {
        return store.trace(traceId, limit);
    }

    @Override
    public List<TraceSummary> find(TraceQuery query) {
        return store.find(query);
    }

    @Override
    public List<ActivityPoint> activity(ActivityQuery query) {
        return store.activity(query);
    }

    @Override
    public List<MeasuredSession> measuredSessions(String service, String agent, long from, long to, int limit) {
        return store.measuredSessions(service, agent, from, to, limit);
    }

    @Override
    public List<SignalSummary> signals(long fromEpochNanos, int limit) {
        return store.signals(fromEpochNanos, limit);
    }

    @Override
    public long retain(long epochNanos, long bytes) {
        return store.retain(epochNanos, bytes);
    }

    @Override
    public long keptSinceEpochNanos() {
        return store.keptSinceEpochNanos();
    }

    @Override
    public long sizeBytes() {
        return store.sizeBytes();
    }

    @Override
    public void close() {
        store.close();
    }
}
