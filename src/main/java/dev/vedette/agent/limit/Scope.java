package dev.vedette.agent.limit;

import java.util.Locale;

/** Whose use is counted together. */
public enum Scope {
    /** One run with all sub-agents that it starts. */
    RUN,
    /** A conversation. */
    SESSION,
    /** Everything that is done on behalf of one user. */
    USER,
    /** All runs of the agents of one name. */
    AGENT,
    /** Everything that is done for one organisation. */
    TENANT;

    /** The name in traces and metrics: {@code run}, … */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
