package dev.vedette.agent.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hosts that are allowed: each by its name, or all below a name by {@code *.} and the name, which then is not meant
 * itself. A star never means an address. Immutable.
 */
public final class HostList {
    private final List<String> patterns;
    private final Set<HostName> exact = new HashSet<>();
    private final Set<String> suffixes = new HashSet<>();

    private HostList(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            boolean below = pattern.startsWith("*.");
            HostName host = HostName.of(below ? pattern.substring(2) : pattern)
                    .orElseThrow(() -> new IllegalArgumentException("this is no host: " + pattern));
            if (!below) {
                exact.add(host);
            } else if (host.address()) {
                throw new IllegalArgumentException("there is nothing below an address: " + pattern);
            } else {
                suffixes.add(host.text());
            }
        }
    }

    /**
     * The hosts of these patterns.
     *
     * @throws IllegalArgumentException if a pattern is neither a host nor {@code *.} and the name of one
     */
    public static HostList of(List<String> patterns) {
        return new HostList(patterns);
    }

    /** Whether this host is allowed. */
    public boolean contains(HostName host) {
        if (exact.contains(host)) {
            return true;
        }
        String name = host.text();
        for (int dot = name.indexOf('.'); dot >= 0 && !host.address(); dot = name.indexOf('.', dot + 1)) {
            if (suffixes.contains(name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** The patterns, in the order in which they were given. */
    public List<String> patterns() {
        return patterns;
    }
}
