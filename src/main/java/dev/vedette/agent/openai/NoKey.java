package dev.vedette.agent.openai;

import org.jspecify.annotations.Nullable;

/** Known by its identity: a provider that wants no key differs from one whose key is missing. */
enum NoKey implements KeySupplier {
    WANTED;

    @Override
    public @Nullable String key() {
        return null;
    }
}
