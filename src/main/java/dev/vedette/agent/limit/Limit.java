package dev.vedette.agent.limit;

import java.util.Locale;

/** What is limited. */
public enum Limit {
    /** Calls of models. */
    STEPS,
    /** How deep sub-agents may be nested; a run that a program started has depth 0. */
    DEPTH,
    /** How long any one run may take. */
    WALL_TIME,
    /** Tokens that models read. */
    INPUT_TOKENS,
    /** Tokens that models write, reasoning included. */
    OUTPUT_TOKENS,
    /** What models cost. */
    MONEY,
    /** Calls of one tool. */
    TOOL_CALLS,
    /** Tools that run at the same time. */
    PARALLEL_TOOLS,
    /** Calls of models within a minute. */
    REQUESTS_PER_MINUTE,
    /** Tokens within a minute, read and written ones together. */
    TOKENS_PER_MINUTE;

    /** The name in traces and metrics: {@code wall_time}, … */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
