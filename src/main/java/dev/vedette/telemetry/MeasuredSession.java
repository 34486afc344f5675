package dev.vedette.telemetry;

/**
 * What metrics tell of a session that neither spans nor log records tell of.
 *
 * @param firstEpochNanos the minute of its first increase, in nanoseconds since 1970-01-01T00:00Z
 * @param lastEpochNanos the minute of its last one
 * @param calls how many calls are told, of models and tools; 0 where only their tokens are
 * @param errors how many of them failed
 * @param costUsd the sum of the costs that are known
 * @param priced how many increases have a known cost
 * @param estimated how many of those costs were estimated
 * @param unpriced how many increases have tokens but no known cost
 */
public record MeasuredSession(
        String session,
        long firstEpochNanos,
        long lastEpochNanos,
        long calls,
        long errors,
        long inputTokens,
        long outputTokens,
        double costUsd,
        long priced,
        long estimated,
        long unpriced) {}
