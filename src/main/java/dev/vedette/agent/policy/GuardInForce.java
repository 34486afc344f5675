package dev.vedette.agent.policy;

/** A guard and whether it is obeyed. Immutable. */
public record GuardInForce(Guard guard, Mode mode) {
    /** A guard that is obeyed. */
    public static GuardInForce enforced(Guard guard) {
        return new GuardInForce(guard, Mode.ENFORCE);
    }
}
