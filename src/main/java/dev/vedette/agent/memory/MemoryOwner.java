package dev.vedette.agent.memory;

import dev.vedette.agent.identity.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whose memory it is: that of one agent, working for one user of one organisation. Immutable.
 *
 * @param tenant the organisation, or null
 * @param user the user, or null for nobody in particular
 */
public record MemoryOwner(@Nullable String tenant, @Nullable String user, String agent) {
    /** The owner of what the principal writes. */
    public static MemoryOwner of(Principal principal) {
        return new MemoryOwner(principal.caller().tenant(), principal.caller().user(), principal.agent());
    }
}
