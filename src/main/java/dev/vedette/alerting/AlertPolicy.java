package dev.vedette.alerting;

import java.time.Duration;

/**
 * When alerts end by themselves. Immutable.
 *
 * @param resolveAfter an open alert is over when it was not seen for so long, in event time
 * @param acknowledgedResolveAfter the same for an acknowledged one: somebody is on it and wants to find it again
 * @param maxUnresolved how many unresolved alerts are kept; beyond it the least severe, longest unseen is resolved
 */
public record AlertPolicy(Duration resolveAfter, Duration acknowledgedResolveAfter, int maxUnresolved) {
    public AlertPolicy {
        if (resolveAfter.isNegative() || resolveAfter.isZero()) {
            throw new IllegalArgumentException("resolveAfter must be longer than nothing.");
        }
        if (acknowledgedResolveAfter.compareTo(resolveAfter) < 0) {
            throw new IllegalArgumentException("acknowledgedResolveAfter must not be shorter than resolveAfter.");
        }
        if (maxUnresolved < 1) {
            throw new IllegalArgumentException("maxUnresolved must be at least 1.");
        }
    }

    /** 30 minutes, 24 hours and 10,000 alerts. */
    public static AlertPolicy standard() {
        return new AlertPolicy(Duration.ofMinutes(30), Duration.ofHours(24), 10_000);
    }

    Duration quietTime(AlertState state) {
        return state == AlertState.ACKNOWLEDGED ? acknowledgedResolveAfter : resolveAfter;
    }
}
