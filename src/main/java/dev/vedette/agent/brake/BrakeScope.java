package dev.vedette.agent.brake;

import java.util.Locale;
import java.util.Optional;

/** Whom a brake concerns. */
public enum BrakeScope {
    /** One run. */
    RUN,
    /** A conversation. */
    SESSION,
    /** All runs of the agents of one name. */
    AGENT,
    /** Everything that is done for one organisation. */
    TENANT,
    /** Everybody. */
    ALL;

    /** The name in JSON and in traces: {@code agent}, … */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this {@link #code}. */
    public static Optional<BrakeScope> of(String code) {
        for (BrakeScope scope : values()) {
            if (scope.code().equals(code)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
