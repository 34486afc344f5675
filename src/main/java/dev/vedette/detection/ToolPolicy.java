package dev.vedette.detection;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the owner said about tools in the configuration. Immutable.
 *
 * @param allowed agent or service name to the tools it may call; an agent that is missing here has no allow-list, one
 *     with an empty set may call none
 * @param labels tool name to labels such as {@code source.untrusted}, {@code sink.external} or {@code polling}
 */
public record ToolPolicy(Map<String, Set<String>> allowed, Map<String, Set<String>> labels) {
    /** Nothing said. */
    public static final ToolPolicy NONE = new ToolPolicy(Map.of(), Map.of());

    public ToolPolicy {
        allowed = Map.copyOf(allowed);
        labels = Map.copyOf(labels);
    }

    /** The tools that this agent, or else its service, may call; null when neither has an allow-list. */
    public @Nullable Set<String> allowedTools(String agent, String service) {
        Set<String> byAgent = allowed.get(agent);
        return byAgent == null ? allowed.get(service) : byAgent;
    }

    /** The labels of a tool; empty when it has none. */
    public Set<String> labelsOf(String tool) {
        return labels.getOrDefault(tool, Set.of());
    }
}
