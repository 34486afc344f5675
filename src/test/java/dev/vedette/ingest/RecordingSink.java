package dev.vedette.ingest;

import dev.vedette.telemetry.BatchSink;
import dev.vedette.telemetry.TelemetryBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the batches it is given and answers as it is told, by default that they are durable. */
public final class RecordingSink implements BatchSink {
    private final List<TelemetryBatch> batches = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

    /** What to answer from now on. */
    public void answer(CompletableFuture<Void> next) {
        answer = next;
    }

    /** What came. */
    public List<TelemetryBatch> batches() {
        return batches;
    }

    /** The number of records that came. */
    public int records() {
        return batches.stream().mapToInt(TelemetryBatch::size).sum();
    }

    @Override
    public CompletableFuture<Void> submit(TelemetryBatch batch) {
        batches.add(batch);
        return answer;
    }
}
