package dev.vedette.agent.access;

import dev.vedette.agent.identity.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tools which versions of an agent may call. Immutable.
 *
 * @param grants what is allowed; an agent that none of them names is not allowed any tool
 */
public record Allowlist(List<Grant> grants) {
    public Allowlist {
        grants = List.copyOf(grants);
    }

    /** What the agent may call under this name, or empty if it may not. */
    public Optional<AllowedTool> find(Principal principal, String tool) {
        return grants.stream()
                .filter(grant -> grant.covers(principal))
                .flatMap(grant -> grant.tools().stream())
                .filter(allowed -> allowed.name().equals(tool))
                .findFirst();
    }

    /**
     * The tools of one agent.
     *
     * @param versions of the agent; empty for all
     */
    public record Grant(String agent, Set<String> versions, List<AllowedTool> tools) {
        public Grant {
            versions = Set.copyOf(versions);
            tools = List.copyOf(tools);
        }

        boolean covers(Principal principal) {
            return agent.equals(principal.agent())
                    && (versions.isEmpty() || versions.contains(principal.agentVersion()));
        }
    }
}
