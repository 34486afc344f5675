package dev.vedette.web;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What log records of a trace tell of operations, in the form of spans, so that it takes its place in time among them. A
 * record hangs below the span it belongs to. What a span tells under the same id is left out, unless it brings tokens
 * that no span tells, and tokens of a kind that spans tell are not counted again. A tool's call that is left out says
 * what the span does not: what the tool was given, and what it answered.
 */
final class LoggedCalls {
    /** Marks the made-up ids, which are as long as those of spans. */
    private static final String MARK = "ffffffff";

    private final Set<String> told = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final Map<String, Operation.ToolCall> logged = new HashMap<>();
    /** Whether there are spans to hang below; where none came, naming each that is missing would tell nothing. */
    private final boolean hangs;

    private LoggedCalls(Trace trace) {
        hangs = !trace.spans().isEmpty();
        for (Span span : trace.spans()) {
            String id = id(span.operation());
            if (id != null) {
                told.add(span.operation().kind() + id);
            }
            if (hasTokens(span)) {
                counted.add(span.operation().kind());
            }
        }
        for (LogEvent log : trace.logs()) {
            if (log.operation() instanceof Operation.ToolCall call && call.callId() != null) {
                logged.putIfAbsent(call.callId(), call);
            }
        }
    }

    /** The spans of the trace, then the operations that its log records tell. */
    static List<Span> among(Trace trace) {
        LoggedCalls calls = new LoggedCalls(trace);
        List<Span> all = new ArrayList<>(trace.spans().size());
        trace.spans().forEach(span -> all.add(calls.filled(span)));
        for (int place = 0; place < trace.logs().size(); place++) {
            LogEvent log = trace.logs().get(place);
            String id = id(log.operation());
            boolean again = id != null && calls.told.contains(log.operation().kind() + id) && !calls.countsTokens(log);
            if (!(log.operation() instanceof Operation.Other) && !again) {
                all.add(calls.span(trace.traceId(), place, log));
            }
        }
        return all;
    }

    /** Whether the row stands for a log record. */
    static boolean isLogged(Span span) {
        return span.spanId().startsWith(MARK) && span.kind() == SpanKind.UNSPECIFIED;
    }

    private Span filled(Span span) {
        if (!(span.operation() instanceof Operation.ToolCall call) || call.callId() == null) {
            return span;
        }
        Operation.ToolCall more = logged.get(call.callId());
        if (more == null || (call.arguments() != null && call.result() != null)) {
            return span;
        }
        return span.withOperation(new Operation.ToolCall(
                call.tool(),
                call.callId(),
                call.server() == null ? more.server() : call.server(),
                call.arguments() == null ? more.arguments() : call.arguments(),
                call.result() == null ? more.result() : call.result(),
                call.type(),
                call.description(),
                call.mcp() == null ? more.mcp() : call.mcp()));
    }

    private Span span(String traceId, int place, LogEvent log) {
        LogEvent settled = counted.contains(log.operation().kind())
                ? log.withUsage(log.usage().repeated())
                : log;
        return settled.asSpan(traceId, MARK + HexFormat.of().toHexDigits(place, 8), hangs ? log.spanId() : null);
    }

    private static @Nullable String id(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            return call.callId();
        }
        if (operation instanceof Operation.ModelCall call) {
            return call.response().id();
        }
        return operation instanceof Oversight.Decision decision ? decision.callId() : null;
    }

    private boolean countsTokens(LogEvent log) {
        return hasTokens(log) && !counted.contains(log.operation().kind());
    }

    private static boolean hasTokens(Activity activity) {
        return activity.usage().countedTokens() > 0;
    }
}
