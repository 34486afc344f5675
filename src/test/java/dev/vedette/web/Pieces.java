package dev.vedette.web;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces as they look when they came in pieces. Times are in milliseconds after a start. */
final class Pieces {
    static final String ORPHANS = "0a".repeat(16);
    static final String SKEWED = "0b".repeat(16);
    static final String DEEP = "0c".repeat(16);
    static final String WIDE = "0d".repeat(16);
    static final String RUNNING = "0e".repeat(16);
    static final String TURN = "1f".repeat(15);
    static final String SESSION = "talk/7 ü";

    private static final Usage TOKENS = new Usage(10L, 5L, null, null, null, null, true);

    private final Instant start;

    Pieces(Instant start) {
        this.start = start;
    }

    /** Two calls below a parent and one below another, neither of which came. */
    List<Span> orphans() {
        return List.of(
                span(ORPHANS, 1, id(90), "execute_tool search", tool("search"), 0, 400, "a", SpanKind.INTERNAL),
                span(ORPHANS, 2, id(91), "chat late", model(), 300, 500, "a", SpanKind.INTERNAL),
                span(ORPHANS, 3, id(90), "chat small", model(), 500, 900, "a", SpanKind.INTERNAL),
                span(ORPHANS, 4, id(3), "POST /v1/chat", new Operation.Other(), 550, 800, "a", SpanKind.CLIENT));
    }

    /** A tool server whose clock is two seconds behind. */
    List<Span> skewed() {
        return List.of(
                span(SKEWED, 1, null, "invoke_agent planner", run(), 0, 1_000, "a", SpanKind.INTERNAL),
                span(SKEWED, 2, id(1), "POST /mcp", new Operation.Other(), 100, 500, "a", SpanKind.CLIENT),
                span(SKEWED, 3, id(2), "tools/call", tool("search"), -1_850, -1_550, "b", SpanKind.SERVER),
                span(SKEWED, 4, id(3), "SELECT", new Operation.Other(), -1_800, -1_700, "b", SpanKind.CLIENT));
    }

    /** A preview of a run that has not ended, and a call within it. */
    List<Span> running() {
        return List.of(
                span(RUNNING, 9, id(1), "invoke_agent planner", new Preview(null), 0, 0, "a", SpanKind.INTERNAL),
                span(RUNNING, 2, id(1), "execute_tool search", tool("search"), 100, 500, "a", SpanKind.INTERNAL));
    }

    List<Span> deep(int depth) {
        List<Span> spans = new ArrayList<>();
        for (int level = depth; level > 0; level--) {
            String parent = level == 1 ? null : id(level - 1);
            spans.add(
                    span(DEEP, level, parent, "level " + level, run(), level, 20_000L - level, "a", SpanKind.INTERNAL));
        }
        return spans;
    }

    List<Span> wide(int width) {
        List<Span> spans = new ArrayList<>();
        for (int child = 2; child <= width; child++) {
            spans.add(span(
                    WIDE, child, id(1), "call " + child, tool("search"), child, child + 5L, "a", SpanKind.INTERNAL));
        }
        spans.add(span(WIDE, 1, null, "wide", run(), 0, 20_000, "a", SpanKind.INTERNAL));
        return spans;
    }

    /** One turn of a conversation, a trace of its own: only its model call names the session. */
    List<Span> turn(int number, long after) {
        String trace = TURN + "%02x".formatted(number);
        return List.of(
                span(
                        trace,
                        2,
                        id(1),
                        "execute_tool search",
                        tool("search"),
                        after,
                        after + 200,
                        "a",
                        SpanKind.INTERNAL),
                inSession(span(trace, 3, id(1), "chat small", model(), after + 200, after + 600, "a", SpanKind.CLIENT)),
                span(trace, 1, null, "turn " + number, run(), after, after + 700, "a", SpanKind.INTERNAL));
    }

    static String id(int number) {
        return "%016x".formatted(number);
    }

    private static Span inSession(Span span) {
        return span.withActor(span.actor().inSession(SESSION));
    }

    private static Operation tool(String name) {
        return new Operation.ToolCall(name, null, null, null, null);
    }

    private static Operation model() {
        return new Operation.ModelCall("acme", "small", "small", List.of(), List.of(), List.of(), List.of(), null);
    }

    private static Operation run() {
        return new Operation.AgentRun(List.of(), List.of(), List.of());
    }

    private Span span(
            String trace,
            int number,
            @Nullable String parent,
            String name,
            Operation operation,
            long from,
            long to,
            String host,
            SpanKind kind) {
        boolean names = operation instanceof Operation.AgentRun;
        return new Span(
                trace,
                id(number),
                parent,
                name,
                kind,
                Epoch.nanos(start.plusMillis(from)),
                Epoch.nanos(start.plusMillis(to)),
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                new Resource(Attributes.of(Map.of("service.name", "shop", "host.name", host))),
                Scope.UNKNOWN,
                "none",
                new Actor("shop", names ? "planner" : "shop", null, null, trace, null, null, null),
                operation,
                operation instanceof Operation.ModelCall ? TOKENS : Usage.NONE);
    }
}
