package dev.vedette.detection.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * The counts of one thing per minute of event time. The newest few minutes stay open, since spans arrive late; a minute
 * is learned when it is closed, and one that was too much is not learned unless that lasts or recurs. Immutable.
 *
 * @param minute the newest open minute, in minutes since 1970
 * @param open the counts of the open minutes, newest first
 * @param limit the least count that is too much, or 0 while it was not needed
 */
record RateSeries(long minute, List<Integer> open, long limit, RateHistory history, RateBurst burst) {
    /** How many minutes stay open: late by two minutes is in time. */
    static final int OPEN = 4;

    private static final long MOST_ZEROS = 14 * 24 * 60;

    RateSeries {
        open = List.copyOf(open);
    }

    static RateSeries startingAt(long minute) {
        return new RateSeries(minute, List.of(0), 0, RateHistory.NONE, RateBurst.NONE);
    }

    /** Whether a minute is still open, or will be. */
    boolean takes(long at) {
        return minute - at < OPEN;
    }

    RateSeries count(long at) {
        int index = (int) (minute - at);
        List<Integer> next = new ArrayList<>(OPEN);
        next.addAll(open);
        while (next.size() <= index) {
            next.add(0);
        }
        next.set(index, next.get(index) + 1);
        return new RateSeries(minute, next, limit, history, burst);
    }

    long countAt(long at) {
        return open.get((int) (minute - at));
    }

    RateSeries withLimit(long known) {
        return new RateSeries(minute, open, known, history, burst);
    }

    RateSeries reported(long at, long count) {
        return new RateSeries(minute, open, limit, history, burst.reported(at, count));
    }

    /** The counts, oldest first, of the minutes that a step to a later minute closes. */
    List<Integer> closedBy(long later) {
        List<Integer> closed = new ArrayList<>(OPEN);
        for (int index = open.size() - 1; index >= 0; index--) {
            if (index + (later - minute) >= OPEN) {
                closed.add(open.get(index));
            }
        }
        return closed;
    }

    /** How many minutes without any count a step to a later minute closes besides. */
    long zerosBefore(long later) {
        return Math.min(Math.max(later - minute - OPEN, 0), MOST_ZEROS);
    }

    /** The series at a later minute, with what was learned on the way. */
    RateSeries at(long later, RateHistory learned, RateBurst bursts) {
        List<Integer> next = new ArrayList<>(OPEN);
        for (long fresh = 0; fresh < Math.min(later - minute, OPEN); fresh++) {
            next.add(0);
        }
        for (int index = 0; index < open.size() && next.size() < OPEN; index++) {
            next.add(open.get(index));
        }
        return new RateSeries(later, next, 0, learned, bursts);
    }
}
