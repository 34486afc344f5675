package dev.vedette.telemetry;

/**
 * Which totals to give.
 *
 * @param fromEpochNanos minutes that start at or after
 * @param toEpochNanos minutes that start before
 * @param stepMinutes how many minutes make one point, at least 1
 */
public record ActivityQuery(long fromEpochNanos, long toEpochNanos, int stepMinutes) {
    public ActivityQuery {
        stepMinutes = Math.max(1, stepMinutes);
    }
}
