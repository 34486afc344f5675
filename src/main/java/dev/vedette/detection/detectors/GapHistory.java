package dev.vedette.detection.detectors;

import dev.vedette.detection.stats.DecayedHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long an agent used to be quiet, and from that how long it may be. The spread of the gaps tells of the hours in
 * which it works; the longest gap of each of the last days tells of nights and weekends. Immutable.
 *
 * @param sinceMillis when the history begins, in milliseconds since 1970 of event time
 * @param gaps how many gaps were learned
 * @param seconds how long they were, in seconds
 * @param day the newest day in which a gap ended, in days since 1970
 * @param longestMillis the longest gap that ended on that day, on the day before, …
 */
record GapHistory(long sinceMillis, long gaps, DecayedHistogram seconds, long day, List<Long> longestMillis) {
    /** A silence that lasts longer is no gap: what comes after it is learned anew. Covers a week and its weekend. */
    static final long MEMORY_MILLIS = Duration.ofDays(8).toMillis();

    /** However lively the agent, to be quiet for less is nothing to tell. */
    static final long LEAST_LIMIT_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MEMORY_DAYS = MEMORY_MILLIS / DAY_MILLIS;
    private static final long LEAST_GAPS = 30;
    private static final long LEAST_SPAN_MILLIS = Duration.ofMinutes(20).toMillis();
    private static final double DECAY = 0.999;
    private static final double MILLIS = 1000;
    private static final double USUAL = 0.5;
    private static final double RARE = 0.99;
    private static final double RARE_FACTOR = 3;
    private static final double LONGEST_FACTOR = 1.5;

    GapHistory {
        longestMillis = List.copyOf(longestMillis);
    }

    static GapHistory startingAt(long millis) {
        return new GapHistory(millis, 0, DecayedHistogram.NONE, Math.floorDiv(millis, DAY_MILLIS), List.of());
    }

    /** After a gap of at most {@link #MEMORY_MILLIS} that ended at this time, which never runs backwards. */
    GapHistory learn(long gapMillis, long endMillis) {
        long today = Math.floorDiv(endMillis, DAY_MILLIS);
        List<Long> next = new ArrayList<>();
        for (long each = today; each >= today - MEMORY_DAYS && each > day - longestMillis.size(); each--) {
            next.add(longestOn(each));
        }
        if (next.isEmpty()) {
            next.add(0L);
        }
        next.set(0, Math.max(next.get(0), gapMillis));
        return new GapHistory(sinceMillis, gaps + 1, seconds.observe(gapMillis / MILLIS, DECAY), today, next);
    }

    /** Whether the rhythm of an agent that was last heard at this time is known. */
    boolean suffices(long lastMillis) {
        return gaps >= LEAST_GAPS && lastMillis - sinceMillis >= LEAST_SPAN_MILLIS;
    }

    /** Whether the history is too short to have seen a night. */
    boolean isYoung(long lastMillis) {
        return lastMillis - sinceMillis < DAY_MILLIS;
    }

    /** For how long an agent that was last heard at this time may be quiet. Does not change while it is. */
    long limitMillis(long lastMillis) {
        double rare = RARE_FACTOR * rareSeconds() * MILLIS;
        double longest = LONGEST_FACTOR * longestMillis(lastMillis);
        return Math.max(LEAST_LIMIT_MILLIS, Math.round(Math.max(rare, longest)));
    }

    /** The longest gap of the days before this time. */
    long longestMillis(long lastMillis) {
        long today = Math.floorDiv(lastMillis, DAY_MILLIS);
        long longest = 0;
        for (long each = Math.max(today - MEMORY_DAYS, 0); each <= today; each++) {
            longest = Math.max(longest, longestOn(each));
        }
        return longest;
    }

    /** The median gap. */
    double usualSeconds() {
        return seconds.quantile(USUAL);
    }

    /** Of a hundred gaps, one is longer. */
    double rareSeconds() {
        return seconds.quantile(RARE);
    }

    private long longestOn(long which) {
        long index = day - which;
        return index >= 0 && index < longestMillis.size() ? longestMillis.get((int) index) : 0;
    }
}
