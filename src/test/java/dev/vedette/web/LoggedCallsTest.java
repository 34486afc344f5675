package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceTree;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedCallsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final Actor ACTOR = new Actor("coder", "coder", null, null, "s", null, null, null);
    private static final Operation TOOL = new Operation.ToolCall("a", "k1", null, null, null);
    private static final Usage TOKENS = new Usage(10L, 1L, null, null, null, null, true);

    @Test
    void whatLogRecordsTellTakesItsPlaceInTimeBelowItsSpan() {
        Span run = span(new Operation.AgentRun(List.of(), List.of(), List.of()), Usage.NONE);
        Trace trace = new Trace(
                TRACE,
                List.of(run),
                List.of(
                        log("second", 900, new Operation.ToolCall("b", "k2", null, null, null), Usage.NONE),
                        log("first", 500, new Operation.ToolCall("a", "k1", null, null, null), Usage.NONE),
                        log("plain", 600, new Operation.Other(), Usage.NONE)),
                false);

        List<TraceTree.Row> rows = TraceTree.rows(LoggedCalls.among(trace));

        assertThat(rows).extracting(row -> row.span().name()).containsExactly("run", "first", "second");
        assertThat(rows).extracting(TraceTree.Row::depth).containsExactly(0, 1, 1);
        assertThat(rows.get(1).span().startEpochNanos()).isEqualTo(400);
        assertThat(rows).extracting(row -> LoggedCalls.isLogged(row.span())).containsExactly(false, true, true);
    }

    @Test
    void whatASpanTellsUnderTheSameIdIsLeftOut() {
        Trace trace =
                new Trace(TRACE, List.of(span(TOOL, Usage.NONE)), List.of(log("again", 500, TOOL, Usage.NONE)), false);

        assertThat(LoggedCalls.among(trace)).hasSize(1);
    }

    @Test
    void aToolsSpanSaysWhatOnlyItsLogRecordTells() {
        Operation spanned = new Operation.ToolCall("a", "k1", null, "{\"c\":1}", null);
        Operation logged = new Operation.ToolCall("a", "k1", "db", "{\"c\":1,\"d\":2}", "done");
        Operation other = new Operation.ToolCall("a", "k2", null, "{}", "not this");
        Trace trace = new Trace(
                TRACE,
                List.of(span(spanned, Usage.NONE)),
                List.of(log("other", 400, other, Usage.NONE), log("again", 500, logged, Usage.NONE)),
                false);

        assertThat(LoggedCalls.among(trace))
                .extracting(Span::operation)
                .containsExactly(new Operation.ToolCall("a", "k1", "db", "{\"c\":1}", "done"), other);
    }

    @Test
    void whereNoSpanCameNoneIsMissed() {
        Trace trace = new Trace(TRACE, List.of(), List.of(log("alone", 500, TOOL, Usage.NONE)), false);

        assertThat(TraceTree.rows(LoggedCalls.among(trace)))
                .extracting(TraceTree.Row::missingParentId)
                .containsOnlyNulls();
    }

    @Test
    void tokensThatOnlyALogRecordTellsStayWhereASpanTellsTheCall() {
        Trace trace =
                new Trace(TRACE, List.of(span(TOOL, Usage.NONE)), List.of(log("counts", 500, TOOL, TOKENS)), false);

        assertThat(LoggedCalls.among(trace))
                .extracting(span -> span.usage().countedTokens())
                .containsExactly(0L, 11L);
    }

    @Test
    void tokensThatSpansTellAreNotCountedAgain() {
        Operation call = new Operation.ModelCall(null, "m", null, List.of(), List.of(), List.of(), List.of(), null);
        Trace trace = new Trace(TRACE, List.of(span(call, TOKENS)), List.of(log("again", 500, call, TOKENS)), false);

        assertThat(LoggedCalls.among(trace))
                .extracting(span -> span.usage().own())
                .containsExactly(true, false);
    }

    private static Span span(Operation operation, Usage usage) {
        return new Span(
                TRACE,
                SPAN,
                null,
                "run",
                SpanKind.INTERNAL,
                100,
                1_000,
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                ACTOR,
                operation,
                usage);
    }

    private static LogEvent log(String name, long at, Operation operation, Usage usage) {
        return new LogEvent(
                at,
                name,
                0,
                "",
                Attributes.empty(),
                TRACE,
                SPAN,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                ACTOR,
                operation,
                usage,
                Status.UNSET,
                100L,
                List.of(),
                List.of());
    }
}
