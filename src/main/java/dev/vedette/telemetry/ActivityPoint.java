package dev.vedette.telemetry;

/**
 * Totals of one group in one step of time.
 *
 * @param startEpochNanos where the step begins
 * @param operation {@link Operation#kind}
 * @param subject the tool of a tool call, the model of a model call or embedding, else empty
 * @param spans how many calls ended in the step, told by spans or, where no span tells them, by log records; where
 *     neither does, by metrics
 * @param errors how many of them failed
 * @param costUsd the sum of the costs that are known
 * @param priced how many calls, or increases of a metric, have a known cost
 * @param estimated how many of those costs were estimated and not reported
 * @param unpriced how many calls, or increases of a metric, have tokens of their own but no known cost
 * @param durationNanos the sum of the durations
 * @param measured whether some of it is told by metrics alone: there is nothing to look at behind these numbers
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
        long estimated,
        long unpriced,
        long durationNanos,
        boolean measured) {
    /** Input and output together. */
    public long tokens() {
        return Sum.of(inputTokens, outputTokens);
    }
}
