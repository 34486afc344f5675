package dev.vedette.agent.policy;

import dev.vedette.agent.identity.Principal;
import java.util.List;
import java.util.Set;

/** What a guard may know of the run. Implementations may be read from several threads. */
public interface RunView {
    /** Who acts. */
    Principal principal();

    /** Who acts and for whom: a sub-agent, then the agent that asked it, and so on up to the run that was started. */
    default List<Principal> chain() {
        return List.of(principal());
    }

    /**
     * What the run has come into touch with: the labels of all tools whose answers it has read, such as {@code
     * source.untrusted}. It only ever grows.
     */
    Set<String> taints();
}
