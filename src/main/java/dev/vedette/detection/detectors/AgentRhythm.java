package dev.vedette.detection.detectors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an agent was heard, and how quiet it used to be in between. All times in milliseconds since 1970 of event time.
 * Immutable.
 *
 * @param lastMillis when it was last heard
 * @param traceId of the span or log record that was last heard, or null
 * @param spanId the span that was last heard, or null
 * @param countedMillis when a gap was last counted
 * @param noticedMillis the first tick after something of it last arrived, however old; 0 up to that tick
 * @param pausedSince from when on nobody watched, as far as that may still matter
 * @param pausedUntil up to when nobody watched
 * @param toldMillis up to when its silence is known to last since it was told, or 0 while it is not silent
 */
record AgentRhythm(
        long lastMillis,
        @Nullable String traceId,
        @Nullable String spanId,
        long countedMillis,
        long noticedMillis,
        long pausedSince,
        long pausedUntil,
        long toldMillis,
        GapHistory history) {
    /** The many spans of one run are one sign of life: gaps are counted no more often than this. */
    private static final long COUNT_EVERY_MILLIS = Duration.ofSeconds(10).toMillis();

    /** While its past is still arriving, nobody knows where that will end. */
    private static final long SETTLE_MILLIS = Duration.ofSeconds(10).toMillis();

    static AgentRhythm startingAt(long millis, @Nullable String traceId, @Nullable String spanId) {
        return new AgentRhythm(millis, traceId, spanId, millis, 0, 0, 0, 0, GapHistory.startingAt(millis));
    }

    /**
     * After a span or log record of this time. One that comes late fills no gap that is known already. A gap in which
     * nobody watched for a while teaches nothing. After a silence that was told, the agent is back only with one
     * from after the telling: a backlog that an exporter had kept shortens the silence but is not another one.
     */
    AgentRhythm heard(long millis, @Nullable String trace, @Nullable String span) {
        if (millis <= lastMillis) {
            return noticed(0);
        }
        long gap = millis - lastMillis;
        boolean isNew = gap > GapHistory.MEMORY_MILLIS;
        boolean counts = millis - countedMillis >= COUNT_EVERY_MILLIS;
        boolean teaches = counts && unwatchedUntil(millis) == 0;
        GapHistory known = isNew ? GapHistory.startingAt(millis) : history;
        return new AgentRhythm(
                millis,
                trace,
                span,
                counts ? millis : countedMillis,
                0,
                pausedSince,
                pausedUntil,
                millis >= toldMillis ? 0 : toldMillis,
                teaches && !isNew ? known.learn(gap, millis) : known);
    }

    /** After a tick at this time; a silence that what arrived did not end goes on. */
    AgentRhythm noticed(long millis) {
        long told = toldMillis == 0 ? 0 : Math.max(toldMillis, millis);
        return new AgentRhythm(
                lastMillis, traceId, spanId, countedMillis, millis, pausedSince, pausedUntil, told, history);
    }

    /** After a time in which nobody watched. Of an earlier one since the agent was heard, the length is kept. */
    AgentRhythm paused(long since, long until) {
        long earlier = unwatchedUntil(since);
        return new AgentRhythm(
                lastMillis, traceId, spanId, countedMillis, noticedMillis, since - earlier, until, toldMillis, history);
    }

    AgentRhythm told(long millis) {
        return new AgentRhythm(
                lastMillis, traceId, spanId, countedMillis, noticedMillis, pausedSince, pausedUntil, millis, history);
    }

    /** Whether it has been quiet for too long, which was not told yet. What costs nothing to know is asked first. */
    boolean isSilent(long now) {
        return toldMillis == 0
                && noticedMillis > 0
                && now - noticedMillis >= SETTLE_MILLIS
                && quietMillis(now) > GapHistory.LEAST_LIMIT_MILLIS
                && history.suffices(lastMillis)
                && quietMillis(now) > limitMillis();
    }

    /** For how long it may be quiet. */
    long limitMillis() {
        return history.limitMillis(lastMillis);
    }

    /** For how long it has been quiet while somebody watched. */
    long quietMillis(long now) {
        return now - lastMillis - unwatchedUntil(now);
    }

    /** For how long of the time since it was last heard nobody watched. */
    long unwatchedUntil(long now) {
        return Math.max(Math.min(now, pausedUntil) - Math.max(lastMillis, pausedSince), 0);
    }
}
