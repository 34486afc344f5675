package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of everything received, and the ways to find things in it.
 *
 * <p>Writing is done by one thread at a time; reading by any number beside it. Every method throws {@link
 * StoreException} when the store cannot do its work.
 */
public interface TraceStore extends AutoCloseable {
    /** One batch to append, with the time at which it was received. */
    record Arrival(long receivedEpochNanos, TelemetryBatch batch) {}

    /**
     * What became of one arrival.
     *
     * @param position its place in the log
     * @param duplicates how many of its spans were there already, by trace id and span id, and were left out of the
     *     index; the first one received stays
     * @param fresh the records that are new, as a batch; a batch of duplicates alone is empty and is not in the log, and
     *     its position is that of the newest batch. When only some are duplicates the payload is still the whole one
     */
    record Appended(long position, int duplicates, TelemetryBatch fresh) {}

    /**
     * Appends all arrivals in one transaction and returns when they would survive the death of the process. All or
     * none are kept.
     */
    List<Appended> append(List<Arrival> arrivals);

    /** The batches after {@code position} in order, at most {@code limit}; empty at the end of the log. */
    List<StoredBatch> after(long position, int limit);

    /** The position of the newest batch, or 0 for an empty log. */
    long head();

    /** The position before the oldest batch that is still kept: {@link #after} can answer from here on. */
    long tail();

    /**
     * Everything known of a trace, or of a session by {@link LogTrace#idOf(String, String)}, or null when nothing is. At
     * most {@code limit} spans and as many log records, oldest first.
     */
    @Nullable
    Trace trace(String traceId, int limit);

    /** Traces that match, newest first; one may be of log records alone. */
    List<TraceSummary> find(TraceQuery query);

    /** Totals for every minute (of span end time) and group in a time range, oldest minute first. */
    List<ActivityPoint> activity(ActivityQuery query);

    /**
     * The sessions of an agent in minutes that start from {@code fromEpochNanos} and before {@code toEpochNanos} that
     * are told by metrics alone, the most expensive first, of equal ones those with the most tokens.
     */
    List<MeasuredSession> measuredSessions(
            String service, String agent, long fromEpochNanos, long toEpochNanos, int limit);

    /** The newest log records that name no trace and metric points by name, for the page that shows them. */
    List<SignalSummary> signals(long fromEpochNanos, int limit);

    /**
     * Since when everything received is kept, in nanoseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} while
     * nothing was ever deleted. Of what began before it parts may be gone.
     */
    long keptSinceEpochNanos();

    /** Deletes whole days received before {@code epochNanos}, and further oldest days while more than {@code bytes}
     * are used; today's are kept. Returns the number of batches deleted. */
    long retain(long epochNanos, long bytes);

    /** The bytes the store uses, as far as it can tell. */
    long sizeBytes();

    @Override
    void close();
}
