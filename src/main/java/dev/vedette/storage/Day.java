package dev.vedette.storage;

import dev.vedette.telemetry.Epoch;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What is known of the tables of one arrival day (UTC). Immutable.
 *
 * @param number yyyymmdd
 * @param firstPosition the oldest batch in it
 * @param lastPosition the newest batch in it
 * @param bytes what its rows take, estimated
 * @param firstEnd when the earliest span, log record of an operation or metric point that counts in it ended; {@link
 *     Long#MAX_VALUE} while there is none
 * @param lastEnd when the latest span, log record of an operation or metric point that counts in it ended; {@link
 *     Long#MIN_VALUE} while there is none
 */
record Day(int number, long firstPosition, long lastPosition, long batches, long bytes, long firstEnd, long lastEnd) {
    /** The day at {@code epochNanos}, as yyyymmdd. */
    static int numberAt(long epochNanos) {
        LocalDate date = LocalDate.ofInstant(Epoch.instant(epochNanos), ZoneOffset.UTC);
        return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
    }

    /** A day without anything yet. */
    static Day empty(int number) {
        return new Day(number, Long.MAX_VALUE, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** The first nanosecond of it. */
    long startEpochNanos() {
        return Epoch.nanos(date().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The first nanosecond after it. */
    long endEpochNanos() {
        return Epoch.nanos(date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private LocalDate date() {
        return LocalDate.parse(Integer.toString(number), DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Whether it has spans, log records of operations or metrics that count. */
    boolean hasSpans() {
        return firstEnd <= lastEnd;
    }

    /** Whether any of them may have ended at or after {@code from} and before {@code to}. */
    boolean overlaps(long from, long to) {
        return hasSpans() && lastEnd >= from && firstEnd < to;
    }

    /** The newest of some days that stand in order, at most so many. */
    static List<Day> newest(List<Day> days, int most) {
        return days.subList(Math.max(0, days.size() - most), days.size());
    }

    Day plus(Day more) {
        return new Day(
                number,
                Math.min(firstPosition, more.firstPosition),
                Math.max(lastPosition, more.lastPosition),
                batches + more.batches,
                bytes + more.bytes,
                Math.min(firstEnd, more.firstEnd),
                Math.max(lastEnd, more.lastEnd));
    }
}
