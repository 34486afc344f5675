package dev.vedette.agent.policy;

/** Told every decision, {@link Decision.Allow} too. Must not throw, and must not block. */
@FunctionalInterface
public interface DecisionListener {
    /** A guard has decided. */
    void decided(Decided decided);
}
