package dev.vedette.telemetry;

import java.util.List;

/**
 * All that is known of one trace.
 *
 * @param spans by start time, oldest first; each says who acted as far as any span of the trace tells, whichever
 *     request it came in
 * @param logs log records that carry its id, or those of the session that it stands for, by time
 * @param truncated whether there are more spans or more log records than were asked for
 */
public record Trace(String traceId, List<Span> spans, List<LogEvent> logs, boolean truncated) {
    public Trace {
        spans = List.copyOf(Kinship.settle(spans));
        logs = List.copyOf(logs);
    }

    /** Whether it stands for a session that was told outside of all traces: no backend knows its id. */
    public boolean isSession() {
        return spans.isEmpty() && !logs.isEmpty() && logs.stream().allMatch(log -> log.traceId() == null);
    }
}
