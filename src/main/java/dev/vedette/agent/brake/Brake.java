package dev.vedette.agent.brake;

import dev.vedette.agent.identity.Principal;
import java.time.Instant;

/**
 * Holds agents back for a while. Every brake ends by itself. Immutable.
 *
 * @param id unique
 * @param key the run, session, agent or tenant; empty for {@link BrakeScope#ALL}
 * @param reason why, in the words of whoever set it
 * @param until from when it holds no longer
 */
public record Brake(String id, BrakeScope scope, String key, BrakeLevel level, String reason, Instant until) {
    public Brake {
        if ((scope == BrakeScope.ALL) != key.isEmpty()) {
            throw new IllegalArgumentException("A brake is for somebody by name, or for everybody without one.");
        }
    }

    /** Whether it holds at {@code now}. */
    public boolean holds(Instant now) {
        return now.isBefore(until);
    }

    /** Whether this principal is held back by it, whenever it holds. */
    public boolean concerns(Principal principal) {
        return switch (scope) {
            case RUN -> key.equals(principal.run());
            case SESSION -> key.equals(principal.session());
            case AGENT -> key.equals(principal.agent());
            case TENANT -> key.equals(principal.caller().tenant());
            case ALL -> true;
        };
    }
}
