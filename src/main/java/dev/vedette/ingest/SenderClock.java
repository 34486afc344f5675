package dev.vedette.ingest;

/**
 * Mends times that cannot be true. A span whose end is before the year 2000 or over a day ahead is kept, since nobody
 * may hide from the watch by a wrong clock; it is moved to the time of receipt, and all such spans of a request by the
 * same distance, so that their order stays. Not thread-safe.
 */
final class SenderClock {
    private static final long YEAR_2000 = 946_684_800_000_000_000L;
    private static final long DAY = 86_400_000_000_000L;

    private final long received;
    private final Complaints complaints;
    private long newestPast = -1;
    private long newestFuture = -1;

    SenderClock(long receivedEpochNanos, Complaints complaints) {
        this.received = receivedEpochNanos;
        this.complaints = complaints;
    }

    /** When a span began and ended as far as one can tell; {@code movedBy} is 0 for a span that was believed. */
    record Times(long start, long end, long movedBy) {}

    /** Looks at the end of a span before any is mended. */
    void see(long end) {
        if (isPast(end)) {
            newestPast = Math.max(newestPast, end);
        } else if (isWrong(end)) {
            newestFuture = Math.max(newestFuture, end);
        }
    }

    Times span(long start, long end) {
        if (!isWrong(start) && end < start) {
            complaints.add(Complaint.END_BEFORE_START);
            return new Times(start, start, 0);
        }
        if (!isWrong(end)) {
            if (!isWrong(start)) {
                return new Times(start, end, 0);
            }
            complaints.add(Complaint.CLOCK);
            return new Times(end, end, 0);
        }
        complaints.add(Complaint.CLOCK);
        long moved = moved(end);
        boolean durationIsLikely = start >= 0 && end >= start && end - start <= DAY;
        return new Times(durationIsLikely ? moved - (end - start) : moved, moved, moved - end);
    }

    /** The time of an event on a span that was mended so. */
    long event(long time, Times span) {
        if (!isWrong(time)) {
            return time;
        }
        long moved = time + span.movedBy();
        return isWrong(moved) ? span.end() : moved;
    }

    /** A single time, such as a log record's. */
    long single(long time) {
        if (!isWrong(time)) {
            return time;
        }
        complaints.add(Complaint.CLOCK);
        return received;
    }

    long received() {
        return received;
    }

    private long moved(long end) {
        if (end < 0) {
            return received;
        }
        long by = received - (isPast(end) ? newestPast : newestFuture);
        return Math.max(end + by, received - DAY);
    }

    private static boolean isPast(long time) {
        return time >= 0 && time < YEAR_2000;
    }

    /** Times after the year 2262 are negative. */
    private boolean isWrong(long time) {
        return time < YEAR_2000 || time > received + DAY;
    }
}
