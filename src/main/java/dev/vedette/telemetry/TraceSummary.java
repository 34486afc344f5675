package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One line about a trace.
 *
 * @param name the root span's name, or the earliest span's while the root has not come
 * @param rooted whether the root span has come
 * @param service the root's service
 * @param agent the agent that most of the trace is about
 * @param session the session
 * @param inputTokens the sum of own input tokens
 * @param outputTokens the sum of own output tokens
 * @param costUsd the sum of the known costs, null where none is known
 * @param costEstimated whether any of them was estimated and not reported
 * @param unpriced how many spans have tokens of their own but no known cost
 * @param matchedEpochNanos when the newest span that met the query ended: {@link TraceQuery#beforeEpochNanos} of the
 *     next page
 */
public record TraceSummary(
        String traceId,
        String name,
        boolean rooted,
        String service,
        String agent,
        String session,
        long startEpochNanos,
        long endEpochNanos,
        int spans,
        int errors,
        int modelCalls,
        int toolCalls,
        long inputTokens,
        long outputTokens,
        @Nullable Double costUsd,
        boolean costEstimated,
        int unpriced,
        long matchedEpochNanos) {
    /** A summary whose newest span met the query. */
    public TraceSummary(
            String traceId,
            String name,
            boolean rooted,
            String service,
            String agent,
            String session,
            long startEpochNanos,
            long endEpochNanos,
            int spans,
            int errors,
            int modelCalls,
            int toolCalls,
            long inputTokens,
            long outputTokens,
            @Nullable Double costUsd,
            boolean costEstimated,
            int unpriced) {
        this(
                traceId,
                name,
                rooted,
                service,
                agent,
                session,
                startEpochNanos,
                endEpochNanos,
                spans,
                errors,
                modelCalls,
                toolCalls,
                inputTokens,
                outputTokens,
                costUsd,
                costEstimated,
                unpriced,
                endEpochNanos);
    }
}
