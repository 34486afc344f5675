package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Which traces to find. A null field does not restrict. A trace matches when it has one span that meets all of the
 * restrictions together, or one log record that tells of an operation and would as a span ({@link LogEvent#asSpan});
 * {@link #test} is the meaning that every store is held to.
 *
 * @param fromEpochNanos the span ended at or after
 * @param toEpochNanos the span ended before
 * @param text contained in the span's name, ignoring case, or equal to the trace id
 * @param limit at most so many traces, 1 to 1000
 * @param beforeEpochNanos for the next page: only traces whose newest span that matches ended before this
 */
public record TraceQuery(
        long fromEpochNanos,
        long toEpochNanos,
        @Nullable String service,
        @Nullable String agent,
        @Nullable String tool,
        @Nullable String model,
        @Nullable String session,
        @Nullable String user,
        @Nullable String operation,
        boolean errorsOnly,
        @Nullable String text,
        int limit,
        long beforeEpochNanos) {
    public TraceQuery {
        limit = Math.max(1, Math.min(limit, 1000));
    }

    /** Everything in a time range, newest first. */
    public static TraceQuery between(long fromEpochNanos, long toEpochNanos, int limit) {
        return new TraceQuery(
                fromEpochNanos,
                toEpochNanos,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                limit,
                Long.MAX_VALUE);
    }

    /** Whether this span makes its trace match. */
    public boolean test(Span span) {
        String spanTool = span.operation() instanceof Operation.ToolCall call ? call.tool() : null;
        return span.endEpochNanos() >= fromEpochNanos
                && span.endEpochNanos() < toEpochNanos
                && span.endEpochNanos() < beforeEpochNanos
                && agrees(service, span.actor().service())
                && agrees(agent, span.actor().agent())
                && agrees(tool, spanTool)
                && agrees(model, modelOf(span))
                && agrees(session, span.actor().session())
                && agrees(user, span.actor().user())
                && agrees(operation, span.operation().kind())
                && (!errorsOnly || span.status().isError())
                && (text == null || span.traceId().equals(text) || containsIgnoringCase(span.name(), text));
    }

    /** The model a span is about, or null. */
    public static @Nullable String modelOf(Span span) {
        return modelOf(span.operation());
    }

    /** The model that is called, or null. */
    public static @Nullable String modelOf(Operation operation) {
        if (operation instanceof Operation.ModelCall call) {
            return call.model();
        }
        return operation instanceof Operation.Embedding embedding ? embedding.model() : null;
    }

    private static boolean agrees(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }

    private static boolean containsIgnoringCase(String name, String part) {
        return name.toLowerCase(java.util.Locale.ROOT).contains(part.toLowerCase(java.util.Locale.ROOT));
    }
}
