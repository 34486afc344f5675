package dev.vedette.detection.detectors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools that one agent was seen to be offered, and by which versions of it. Immutable.
 *
 * @param tools name to the hour in which it was last declared
 * @param versions version of the agent or its service to the hour in which it last declared tools
 */
record DeclaredTools(Map<String, Long> tools, Map<String, Long> versions) {
    static final DeclaredTools NONE = new DeclaredTools(Map.of(), Map.of());

    private static final int MOST_TOOLS = 1000;
    private static final int MOST_VERSIONS = 16;
    private static final long MEMORY_HOURS = 14 * 24L;

    DeclaredTools {
        tools = Map.copyOf(tools);
        versions = Map.copyOf(versions);
    }

    /** Whether a declaration would change nothing. */
    boolean knows(List<String> names, String version, long hour) {
        if (versions.getOrDefault(version, -1L) < hour) {
            return false;
        }
        for (String name : names) {
            if (tools.getOrDefault(name, -1L) < hour) {
                return false;
            }
        }
        return true;
    }

    DeclaredTools declare(List<String> names, String version, long hour) {
        Map<String, Long> nextTools = new HashMap<>(tools);
        nextTools.values().removeIf(last -> last < hour - MEMORY_HOURS);
        for (String name : names) {
            nextTools.merge(name, hour, Math::max);
        }
        Map<String, Long> nextVersions = new HashMap<>(versions);
        nextVersions.merge(version, hour, Math::max);
        Oldest.trim(nextTools, MOST_TOOLS);
        Oldest.trim(nextVersions, MOST_VERSIONS);
        return new DeclaredTools(nextTools, nextVersions);
    }

    long newest() {
        return versions.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    }
}
