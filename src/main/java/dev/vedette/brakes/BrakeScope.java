package dev.vedette.brakes;

/** Whom a brake concerns. */
public enum BrakeScope {
    /** One run. */
    RUN,
    /** A conversation. */
    SESSION,
    /** All runs of the agents of one name. */
    AGENT,
    /** Everything that is done for one organisation. */
    TENANT,
    /** Everybody. */
    ALL
}
