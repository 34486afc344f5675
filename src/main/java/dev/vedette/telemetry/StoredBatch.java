package dev.vedette.telemetry;

/**
 * A batch in the log.
 *
 * @param position its place: positions grow by at least one from batch to batch and are never used twice
 * @param receivedEpochNanos when Vedette received it
 */
public record StoredBatch(long position, long receivedEpochNanos, TelemetryBatch batch) {}
