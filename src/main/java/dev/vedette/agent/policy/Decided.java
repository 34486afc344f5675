package dev.vedette.agent.policy;

/**
 * A decision that was taken, for traces and metrics. Immutable.
 *
 * @param guard the {@link Guard#id}
 * @param version the {@link Guard#version}
 * @param decision what was decided; after a failure what is done in its stead
 * @param failed whether the guard itself failed
 * @param nanos how long it took
 */
public record Decided(
        Point point, String guard, int version, Mode mode, Decision decision, boolean failed, long nanos) {}
