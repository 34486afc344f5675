package dev.vedette.brakes;

import java.time.Duration;
import java.time.Instant;

/**
 * Agents are to hold back for a while. Runtimes ask for brakes and heed them; Vedette itself stops nobody. Immutable.
 *
 * @param id unique
 * @param key the name of the run, session, agent or tenant; empty for {@link BrakeScope#ALL}
 * @param reason why, maybe empty
 * @param by who set it
 * @param until when it ends; every brake does, after {@link #LONGEST} at the latest
 */
public record Brake(
        String id,
        BrakeScope scope,
        String key,
        BrakeLevel level,
        String reason,
        String by,
        Instant setAt,
        Instant until) {
    /** No brake lasts longer: what is to be so for good belongs into the configuration. */
    public static final Duration LONGEST = Duration.ofHours(24);

    public Brake {
        if ((scope == BrakeScope.ALL) != key.isEmpty()) {
            throw new IllegalArgumentException("A brake is for somebody by name, or for everybody without one.");
        }
        if (!until.isAfter(setAt) || until.isAfter(setAt.plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "A brake ends after it was set, within " + LONGEST.toHours() + " hours.");
        }
    }

    /** Whether it holds at {@code now}. */
    public boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
