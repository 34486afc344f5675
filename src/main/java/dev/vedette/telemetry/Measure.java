package dev.vedette.telemetry;

/** What a metric measures of agents' work. */
public enum Measure {
    /** How often something was done; the value is the number. */
    CALLS,
    /** How often something was done and how long it took; the count is the number, the value the nanoseconds of all. */
    TIMED_CALLS,
    /** How long it took, where another metric tells how often; the value is nanoseconds. */
    DURATION,
    /** Tokens that are part of {@link Usage#inputTokens}. */
    INPUT_TOKENS,
    /** Tokens that are part of {@link Usage#outputTokens}. */
    OUTPUT_TOKENS,
    /** Tokens that another metric counts as input or output as well, such as those read from a cache. */
    TOKENS_AMONG_OTHERS,
    /** US dollars. */
    COST;

    /** Whether it says how often or how long, rather than how much was used. */
    public boolean isOfCalls() {
        return this == CALLS || this == TIMED_CALLS || this == DURATION;
    }
}
