package dev.vedette.egress;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The hosts that may be reached: exact ones, and {@code *.suffix} for all names below one, which is not allowed by that
 * itself. Empty allows nothing. Immutable.
 */
public final class HostAllowlist {
    private static final String BELOW = "*.";

    private final Set<String> exact = new HashSet<>();
    private final Set<String> suffixes = new HashSet<>();

    /**
     * A list.
     *
     * @param patterns hosts and {@code *.suffix}
     * @throws IllegalArgumentException if one of them is neither
     */
    public HostAllowlist(Collection<String> patterns) {
        for (String pattern : patterns) {
            boolean below = pattern.startsWith(BELOW);
            HostName host = read(below ? pattern.substring(BELOW.length()) : pattern);
            if (below && host.isAddress()) {
                throw new IllegalArgumentException("Nothing is below an address: " + pattern);
            }
            (below ? suffixes : exact).add(host.ascii());
        }
    }

    /** Whether this host may be reached. */
    public boolean allows(HostName host) {
        String name = host.ascii();
        if (exact.contains(name)) {
            return true;
        }
        for (int dot = name.indexOf('.'); dot >= 0 && !host.isAddress(); dot = name.indexOf('.', dot + 1)) {
            if (suffixes.contains(name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private static HostName read(String pattern) {
        try {
            return HostName.of(pattern);
        } catch (ForbiddenHostException malformed) {
            throw new IllegalArgumentException("Neither a host nor *.suffix: " + pattern, malformed);
        }
    }
}
