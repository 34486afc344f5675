package dev.vedette.telemetry;

/**
 * Totals of one group in one step of time.
 *
 * @param startEpochNanos where the step begins
 * @param operation {@link Operation#kind}
 * @param subject the tool of a tool call, the model of a model call or embedding, else empty
 * @param spans how many ended in the step
 * @param errors how many of them failed
 * @param costUsd the sum of the costs that senders reported
 * @param priced how many spans reported a cost
 * @param durationNanos the sum of the durations
 */
public record ActivityPoint(
        long startEpochNanos,
        String service,
        String agent,
        String operation,
        String subject,
        long spans,
        long errors,
        long inputTokens,
        long outputTokens,
        double costUsd,
        long priced,
        long durationNanos) {}
