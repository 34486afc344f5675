package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Tokens and money of one operation. Null means that the sender did not say, which is not zero. Immutable.
 *
 * @param inputTokens all input tokens, cached ones and audio included
 * @param outputTokens all output tokens, reasoning and audio included
 * @param cacheReadTokens the input tokens read from a cache
 * @param cacheWriteTokens the input tokens written to a cache
 * @param reasoningTokens the output tokens spent on reasoning
 * @param audioInputTokens the input tokens that were audio
 * @param audioOutputTokens the output tokens that were audio
 * @param costUsd the cost in US dollars as the sender reported it, else as it was estimated; null is not free
 * @param own false where the record only repeats what others tell as well, such as the sum of its children, and must
 *     not be counted again
 * @param costEstimated whether the cost was worked out from tokens and a list price; never where there is none
 */
public record Usage(
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long cacheReadTokens,
        @Nullable Long cacheWriteTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long audioInputTokens,
        @Nullable Long audioOutputTokens,
        @Nullable Double costUsd,
        boolean own,
        boolean costEstimated) {
    /** Nothing known. */
    public static final Usage NONE = new Usage(null, null, null, null, null, null, true);

    /** What a sender reported, without audio. */
    public Usage(
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable Long cacheReadTokens,
            @Nullable Long cacheWriteTokens,
            @Nullable Long reasoningTokens,
            @Nullable Double costUsd,
            boolean own) {
        this(
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheWriteTokens,
                reasoningTokens,
                null,
                null,
                costUsd,
                own,
                false);
    }

    /** The same with a cost that the sender did not report. */
    public Usage withEstimate(double usd) {
        return new Usage(
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheWriteTokens,
                reasoningTokens,
                audioInputTokens,
                audioOutputTokens,
                usd,
                own,
                true);
    }

    /** Whether it says anything of tokens or cost, be it that there were none. */
    public boolean isTold() {
        return inputTokens != null || outputTokens != null || costUsd != null;
    }

    /** Whether it counts and has tokens, but nobody knows what they cost. */
    public boolean lacksCost() {
        return own && costUsd == null && (inputTokens != null || outputTokens != null);
    }

    /** Input and output tokens that count towards totals: zero where unknown or not {@link #own}. */
    public long countedTokens() {
        return own ? Sum.of(zeroIfNull(inputTokens), zeroIfNull(outputTokens)) : 0;
    }

    /** The same numbers, as a repetition of what others tell. */
    public Usage repeated() {
        return new Usage(
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheWriteTokens,
                reasoningTokens,
                audioInputTokens,
                audioOutputTokens,
                costUsd,
                false,
                costEstimated);
    }

    private static long zeroIfNull(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
