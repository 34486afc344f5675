package dev.vedette.export;

import dev.vedette.export.RecordRow.Range;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TelemetryBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way to a destination, in as many requests as the destination needs: cut to its limit beforehand, and
 * halved where it refuses a request that may be good in part. What was answered is not sent again, even when the rest
 * has to wait; then only a few numbers are kept and the batch waits in the log.
 */
final class Shipment {
    /** After so many refusals a batch is not worth more requests; the rest of it is refused as a whole. */
    private static final int PATIENCE = 40;

    private final long position;
    private final Deque<Range> waiting = new ArrayDeque<>();
    private @Nullable TelemetryBatch batch;
    private @Nullable RecordRow row;
    private boolean whole;
    private int refusals;
    private boolean anyTaken;

    Shipment(StoredBatch stored, BatchLimit limit) {
        this.position = stored.position();
        this.batch = stored.batch();
        this.whole = limit.allows(batch.size(), batch.payload().length);
        if (!whole) {
            List<Range> ranges = row().within(limit);
            waiting.addAll(ranges);
            whole = ranges.isEmpty();
        }
    }

    /** Whether this is the shipment of that batch. */
    boolean isOf(StoredBatch stored) {
        return stored.position() == position;
    }

    /** Gives back the batch that {@link #unload} let go. */
    void load(StoredBatch stored) {
        batch = stored.batch();
    }

    /** Lets the batch go, until it is tried again. */
    void unload() {
        batch = null;
        row = null;
    }

    /** What to send next. */
    Parcel next() {
        TelemetryBatch loaded = loaded();
        if (whole) {
            return new Parcel(loaded.payload(), loaded.size());
        }
        Range range = waiting.getFirst();
        return new Parcel(row().request(range), row().count(range));
    }

    /** What was next has been answered; says whether that was all. */
    boolean answered() {
        if (whole) {
            return true;
        }
        waiting.removeFirst();
        return waiting.isEmpty();
    }

    /** As {@link #answered}, and the answer was good. */
    boolean taken() {
        anyTaken = true;
        return answered();
    }

    /** Whether any part of the batch was taken. */
    boolean anyTaken() {
        return anyTaken;
    }

    /** Halves what is next, because it was refused as a whole; false if that is not possible or not worth it. */
    boolean halve() {
        refusals++;
        if (refusals > PATIENCE) {
            return false;
        }
        Range range = whole ? new Range(0, row().size()) : waiting.removeFirst();
        if (range.size() < 2) {
            if (!whole) {
                waiting.addFirst(range);
            }
            return false;
        }
        int middle = range.from() + range.size() / 2;
        waiting.addFirst(new Range(middle, range.to()));
        waiting.addFirst(new Range(range.from(), middle));
        whole = false;
        return true;
    }

    /** Whether refusals have used up the patience with this batch. */
    boolean hopeless() {
        return refusals > PATIENCE;
    }

    /** How many records wait to be answered. */
    long records() {
        if (whole) {
            return loaded().size();
        }
        RecordRow records = row();
        return waiting.stream().mapToLong(records::count).sum();
    }

    private RecordRow row() {
        if (row == null) {
            row = new RecordRow(loaded().signal(), loaded().payload());
        }
        return row;
    }

    private TelemetryBatch loaded() {
        if (batch == null) {
            throw new IllegalStateException("the batch was let go");
        }
        return batch;
    }

    /** One request and how many records it holds. */
    @SuppressWarnings("ArrayRecordComponent")
    record Parcel(byte[] payload, long records) {}
}
