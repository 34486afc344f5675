package dev.vedette.agent.identity;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks an agent to do something. Whether it is true is for the program that calls to know. Immutable.
 *
 * @param user the user's id, or null for nobody in particular
 * @param tenant the organisation, or null
 * @param roles what the user may do, in the program's own words
 */
public record Caller(@Nullable String user, @Nullable String tenant, Set<String> roles) {
    /** Nobody in particular, who has no role. */
    public static final Caller ANONYMOUS = new Caller(null, null, Set.of());

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A user without roles. */
    public static Caller user(String user) {
        return new Caller(user, null, Set.of());
    }

    /** The same, of this organisation. */
    public Caller of(String organisation) {
        return new Caller(user, organisation, roles);
    }

    /** The same, with one role more. */
    public Caller as(String role) {
        Set<String> more = new TreeSet<>(roles);
        more.add(role);
        return new Caller(user, tenant, more);
    }
}
