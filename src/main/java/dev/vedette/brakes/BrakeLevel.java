package dev.vedette.brakes;

/** How hard a brake is, the softest first: each lets less happen than the one before. */
public enum BrakeLevel {
    /** Agents pause before every call of a model. */
    SLOW,
    /** A person must agree to every consequential call of a tool. */
    ASK,
    /** Consequential tools are not called. */
    READ_ONLY,
    /** Nothing happens any more: runs end, and what is going on is interrupted. */
    STOP
}
