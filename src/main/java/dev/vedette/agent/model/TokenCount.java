package dev.vedette.agent.model;

/**
 * Tokens of one answer, each zero if the provider does not say. Immutable.
 *
 * @param input all input tokens, cached ones included
 * @param output all output tokens, reasoning included
 * @param told whether the provider counted; if not, the numbers are zero and mean nothing
 */
public record TokenCount(long input, long output, long cacheRead, long reasoning, boolean told) {
    /** The provider did not count. */
    public static final TokenCount UNKNOWN = new TokenCount(0, 0, 0, 0, false);
}
