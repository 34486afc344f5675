package dev.vedette.telemetry;

/** How the points of one metric add up. */
public enum Temporality {
    /** Each point tells what came since the one before: they are added up. */
    DELTA,
    /** Each point tells the whole since its start: what counts is by how much it grew. */
    CUMULATIVE,
    /** A gauge, or a sum that may go down: there is nothing to add up. */
    NONE
}
