package dev.vedette.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: after a few failures from one address it must wait, and so must everybody when failures come
 * from many addresses. Thread-safe.
 */
final class Throttle {
    private static final int PER_ADDRESS = 5;
    private static final int OVERALL = 100;
    private static final int ADDRESSES = 1000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true);
    private Failures all = Failures.NONE;

    /** How many seconds this address must wait before it may try; 0 when it may now. */
    synchronized long waitSeconds(String address, Instant now) {
        Failures own = byAddress.getOrDefault(address, Failures.NONE);
        return Math.max(own.waitSeconds(PER_ADDRESS, now), all.waitSeconds(OVERALL, now));
    }

    synchronized void failed(String address, Instant now) {
        all = all.more(now);
        byAddress.put(address, byAddress.getOrDefault(address, Failures.NONE).more(now));
        if (byAddress.size() > ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
    }

    private record Failures(int count, Instant since) {
        private static final Failures NONE = new Failures(0, Instant.EPOCH);

        private boolean over(Instant now) {
            return !now.isBefore(since.plus(WINDOW));
        }

        Failures more(Instant now) {
            return over(now) ? new Failures(1, now) : new Failures(count + 1, since);
        }

        long waitSeconds(int allowed, Instant now) {
            return over(now) || count < allowed
                    ? 0
                    : Math.max(1, Duration.between(now, since.plus(WINDOW)).toSeconds());
        }
    }
}
