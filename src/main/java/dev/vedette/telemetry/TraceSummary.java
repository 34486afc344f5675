package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One line about a trace. Of a kind of operation that spans tell, calls and errors are those of spans alone, and so are
 * tokens and costs of a kind of which spans tell tokens, in the trace or, where it has no span, in its session.
 *
 * @param name the root span's name, or that of the earliest span or log record while the root has not come
 * @param rooted whether the root span has come
 * @param service the root's service
 * @param agent the agent that most of the trace is about
 * @param session the session
 * @param spans how many spans
 * @param logRecords how many log records that tell of operations
 * @param inputTokens the sum of own input tokens
 * @param outputTokens the sum of own output tokens
 * @param costUsd the sum of the known costs, null where none is known
 * @param costEstimated whether any of them was estimated and not reported
 * @param unpriced how many records have tokens of their own but no known cost
 * @param matchedEpochNanos when the newest record that met the query ended: {@link TraceQuery#beforeEpochNanos} of the
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
        int logRecords,
        int errors,
        int modelCalls,
        int toolCalls,
        long inputTokens,
        long outputTokens,
        @Nullable Double costUsd,
        boolean costEstimated,
        int unpriced,
        long matchedEpochNanos) {}
