package dev.vedette.agent.memory;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import java.util.Set;

/**
 * Looks at what a run wants to remember after it has read what strangers wrote: a person is asked, or it goes into
 * quarantine as {@link Trust#of} says, and the trace tells. Thread-safe.
 */
public final class MemoryGuard implements Guard {
    private static final Decision.Reason ASK = new Decision.Reason(
            "memory_tainted",
            "the run has read what strangers wrote",
            "A person must agree before this is remembered, for the run has read untrusted content.");
    private static final Decision.Reason QUARANTINE = new Decision.Reason(
            "memory_quarantined",
            "the run has read what strangers wrote",
            "This is kept apart until a person releases it, for the run has read untrusted content.");

    private final Tainted tainted;

    /** What becomes of memories of tainted runs. */
    public enum Tainted {
        /** A person must agree first. */
        ASK,
        /** They are kept apart until a person releases them. */
        QUARANTINE
    }

    /** A guard that does this with memories of tainted runs. */
    public MemoryGuard(Tainted tainted) {
        this.tainted = tainted;
    }

    @Override
    public String id() {
        return "memory-taint";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.MEMORY_WRITE);
    }

    @Override
    public Decision decide(Situation situation) {
        if (Trust.of(situation.run()) == Trust.TRUSTED) {
            return Decision.ALLOWED;
        }
        return tainted == Tainted.ASK ? new Decision.Ask(ASK) : new Decision.Warn(QUARANTINE);
    }
}
