package dev.vedette.agent.policy;

import dev.vedette.agent.identity.Principal;
import java.util.Set;

/** What a guard may know of the run. Implementations may be read from several threads. */
public interface RunView {
    /** Who acts. */
    Principal principal();

    /**
     * What the run has come into touch with: the labels of all tools whose answers it has read, such as {@code
     * source.untrusted}. It only ever grows.
     */
    Set<String> taints();
}
