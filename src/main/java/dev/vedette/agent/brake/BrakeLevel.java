package dev.vedette.agent.brake;

import java.util.Locale;
import java.util.Optional;

/** How hard a brake is, the softest first: each lets less happen than the one before. */
public enum BrakeLevel {
    /** Everything goes on as usual. */
    NONE,
    /** There is a pause before every call of a model. */
    SLOW,
    /** A person must agree to every consequential call of a tool. */
    ASK,
    /** Consequential tools are not called. */
    READ_ONLY,
    /** Nothing happens any more: runs end, and what is going on is interrupted. */
    STOP;

    /** The name in JSON and in traces: {@code read_only}, … */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of this {@link #code}. */
    public static Optional<BrakeLevel> of(String code) {
        for (BrakeLevel level : values()) {
            if (level.code().equals(code)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
