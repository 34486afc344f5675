package dev.vedette.agent.openai;

import org.jspecify.annotations.Nullable;

/**
 * Where the key of a provider comes from. It is asked once for each call, so keys can be changed while agents run.
 * Implementations are thread-safe. What they throw is never shown, for it might quote the key.
 */
@FunctionalInterface
public interface KeySupplier {
    /** The key of now, or null if there is none. White space around it is ignored. */
    @Nullable
    String key();

    /** For providers that want no key, such as a model on this machine. */
    static KeySupplier none() {
        return NoKey.WANTED;
    }

    /** Reads this variable of the environment. */
    static KeySupplier environment(String variable) {
        return () -> System.getenv(variable);
    }
}
