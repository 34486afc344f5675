package dev.vedette.agent.model;

import org.jspecify.annotations.Nullable;

/**
 * How a model is to answer. Null leaves it to the provider. Immutable.
 *
 * @param temperature from 0 on
 * @param topP from 0 to 1
 * @param maximumOutputTokens reasoning included, positive
 * @param seed for answers that repeat, as far as the provider can
 * @param reasoningEffort such as {@code low}
 */
public record ModelSettings(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maximumOutputTokens,
        @Nullable Long seed,
        @Nullable String reasoningEffort) {
    /** All left to the provider. */
    public static final ModelSettings DEFAULTS = new ModelSettings(null, null, null, null, null);

    /** The same with at most so many output tokens. */
    public ModelSettings withMaximumOutputTokens(int tokens) {
        return new ModelSettings(temperature, topP, tokens, seed, reasoningEffort);
    }
}
