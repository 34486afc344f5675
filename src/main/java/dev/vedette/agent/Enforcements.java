package dev.vedette.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies in force. A program has few; one that makes a new policy for every run would otherwise fill the memory,
 * so the one that was unused for longest is forgotten beyond 1,000, and the books of its limits with it. Thread-safe.
 */
final class Enforcements {
    static final int KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Enforcements.class);
    private static final float LOAD = 0.75f;

    private final RuntimeParts parts;
    private final Map<Policy, Enforcement> inForce = new LinkedHashMap<>(16, LOAD, true);

    Enforcements(RuntimeParts parts) {
        this.parts = parts;
    }

    /** The policy in force: the same for the same policy. */
    synchronized Enforcement of(Policy policy) {
        Enforcement enforcement = inForce.computeIfAbsent(policy, parts::enforce);
        if (inForce.size() > KEPT) {
            LOG.warn("more than {} policies are in force: make a policy once, not for every run", KEPT);
            inForce.remove(inForce.keySet().iterator().next());
        }
        return enforcement;
    }

    synchronized int size() {
        return inForce.size();
    }
}
