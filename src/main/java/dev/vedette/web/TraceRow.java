package dev.vedette.web;

import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.TraceSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trace in a list.
 *
 * @param spans how many spans; none where only log records tell it
 * @param logRecords how many log records that tell of operations
 */
record TraceRow(
        String traceId,
        String name,
        boolean rooted,
        String service,
        String agent,
        String session,
        Instant start,
        long durationNanos,
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
        boolean alerted) {
    static TraceRow of(TraceSummary trace, boolean alerted) {
        return new TraceRow(
                trace.traceId(),
                trace.name(),
                trace.rooted(),
                trace.service(),
                trace.agent(),
                trace.session(),
                Epoch.instant(trace.startEpochNanos()),
                trace.endEpochNanos() - trace.startEpochNanos(),
                trace.spans(),
                trace.logRecords(),
                trace.errors(),
                trace.modelCalls(),
                trace.toolCalls(),
                trace.inputTokens(),
                trace.outputTokens(),
                trace.costUsd(),
                trace.costEstimated(),
                trace.unpriced(),
                alerted);
    }
}
