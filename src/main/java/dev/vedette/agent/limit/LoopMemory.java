package dev.vedette.agent.limit;

import org.jspecify.annotations.Nullable;

/**
 * The newest calls of one run, as fingerprints, and how many results in a row brought nothing new. A suffix of the calls
 * that is one, two or three calls long and comes again and again is a loop: LOOP-01 and LOOP-02 of the catalogue, seen
 * before the next turn of the loop instead of after it. Bounded. Thread-safe.
 */
final class LoopMemory {
    private static final int LONGEST_PERIOD = 3;

    /** What is found, the worst first. */
    enum Finding {
        STUCK,
        REPEATED,
        STUCK_SOON,
        REPEATED_SOON
    }

    private final LoopLimits limits;
    private final long[] calls;
    private int count;
    private long lastResult;
    private int equalResults;
    private int failures;

    LoopMemory(LoopLimits limits) {
        this.limits = limits;
        this.calls = new long[LONGEST_PERIOD * Math.max(limits.denyAt(), limits.pollingDenyAt())];
    }

    /** Notes a call that is about to be made and tells what is wrong with it. */
    synchronized @Nullable Finding call(long fingerprint, boolean polling) {
        calls[count % calls.length] = fingerprint;
        count++;
        int repetitions = repetitions();
        int stuck = polling ? 0 : Math.max(equalResults, failures);
        if (stuck >= limits.stuckDenyAt()) {
            return Finding.STUCK;
        }
        if (repetitions >= (polling ? limits.pollingDenyAt() : limits.denyAt())) {
            return Finding.REPEATED;
        }
        if (stuck >= limits.stuckWarnAt()) {
            return Finding.STUCK_SOON;
        }
        return repetitions >= (polling ? limits.pollingWarnAt() : limits.warnAt()) ? Finding.REPEATED_SOON : null;
    }

    /** Notes what a tool answered. Polling tools may say the same for long without anything being wrong. */
    synchronized void result(long fingerprint, boolean failed, boolean polling) {
        if (polling) {
            return;
        }
        equalResults = equalResults > 0 && fingerprint == lastResult ? equalResults + 1 : 1;
        lastResult = fingerprint;
        failures = failed ? failures + 1 : 0;
    }

    /** How often the shortest suffix that repeats most does so. */
    private int repetitions() {
        int most = 1;
        for (int period = 1; period <= LONGEST_PERIOD; period++) {
            most = Math.max(most, 1 + equalToOneEarlier(period) / period);
        }
        return most;
    }

    /** How many of the newest calls in a row equal the one {@code period} calls before them. */
    private int equalToOneEarlier(int period) {
        int known = Math.min(count, calls.length);
        int equal = 0;
        while (equal + period < known && back(equal) == back(equal + period)) {
            equal++;
        }
        return equal;
    }

    private long back(int places) {
        return calls[Math.floorMod(count - 1 - places, calls.length)];
    }
}
