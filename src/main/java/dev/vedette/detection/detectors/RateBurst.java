package dev.vedette.detection.detectors;

/**
 * What was too much in one series. Immutable.
 *
 * @param reportedMinute the last minute that was reported
 * @param reportedCount the largest count that was reported of this burst
 * @param run how many minutes in a row were too much
 * @param runSum their counts
 * @param episodes how many times a run began
 */
record RateBurst(long reportedMinute, long reportedCount, int run, double runSum, int episodes) {
    static final RateBurst NONE = new RateBurst(Long.MIN_VALUE / 2, 0, 0, 0, 0);

    private static final long PAUSE_MINUTES = 10;
    private static final long FRESH_MINUTES = 30;
    private static final int LASTING_MINUTES = 60;
    private static final int LASTING_MINUTES_AT_FIRST = 15;
    private static final int HABIT = 5;

    /** Whether a count that is too much is worth telling: first, again after a while, or doubled. */
    boolean due(long minute, long count) {
        return minute - reportedMinute >= PAUSE_MINUTES || count >= 2 * reportedCount;
    }

    /** After it was told. A reminder of a burst that goes on does not begin again at small counts. */
    RateBurst reported(long minute, long count) {
        long told = minute - reportedMinute < FRESH_MINUTES ? Math.max(count, reportedCount) : count;
        return new RateBurst(minute, told, run, runSum, episodes);
    }

    RateBurst alarmed(double count) {
        return new RateBurst(
                reportedMinute, reportedCount, run + 1, runSum + count, run == 0 ? episodes + 1 : episodes);
    }

    RateBurst calm() {
        return run == 0 ? this : new RateBurst(reportedMinute, reportedCount, 0, 0, episodes);
    }

    /** Whether it has lasted so long that it is the new normal; without a history there is no old one to lose. */
    boolean lasting(boolean history) {
        return run >= (history ? LASTING_MINUTES : LASTING_MINUTES_AT_FIRST);
    }

    double level() {
        return runSum / run;
    }

    /** After the new normal was learned. */
    RateBurst settled() {
        return new RateBurst(reportedMinute, reportedCount, 0, 0, 0);
    }

    /** Whether it comes so often, and was told so often, that it belongs to the picture. */
    boolean habitual() {
        return episodes > HABIT;
    }
}
