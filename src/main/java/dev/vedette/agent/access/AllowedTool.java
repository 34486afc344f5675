package dev.vedette.agent.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool that an agent may call. Immutable.
 *
 * @param pin the hash of the definition that was agreed to, or null for any
 * @param roles that the caller must have, beside those that the tool itself asks for
 * @param ask whether a person must agree to each call
 */
public record AllowedTool(String name, @Nullable String pin, Set<String> roles, boolean ask) {
    public AllowedTool {
        roles = Set.copyOf(roles);
    }

    /** A tool without conditions. */
    public static AllowedTool named(String name) {
        return new AllowedTool(name, null, Set.of(), false);
    }
}
