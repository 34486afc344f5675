package dev.vedette.ingest;

import dev.vedette.telemetry.CarriedCall;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Status;
import java.util.List;

/** What spans of one request tell of each other's operations. Takes time linear in the number of spans. */
final class Neighbours {
    private final Lineage lineage;
    private final List<ReadSpan> spans;

    private Neighbours(Lineage lineage, List<ReadSpan> spans) {
        this.lineage = lineage;
        this.spans = spans;
    }

    /** Settles in place what the spans, whose lineage it is, say of each other. */
    static void settle(Lineage lineage, List<ReadSpan> spans) {
        Neighbours neighbours = new Neighbours(lineage, spans);
        neighbours.carryCalls();
        neighbours.handCallsDown();
        neighbours.handModelsDown();
        neighbours.carryErrorsUp();
    }

    /**
     * A call is told once: by the span that makes it, which learns from the one that carries it what it does not say
     * itself, above all of the server.
     */
    private void carryCalls() {
        if (spans.stream().noneMatch(Neighbours::isByMcp)) {
            return;
        }
        List<Operation> operations =
                spans.stream().map(span -> span.reading().operation()).toList();
        int[] carried = lineage.carried(operations);
        for (int place = 0; place < carried.length; place++) {
            if (carried[place] != CarriedCall.NONE
                    && operations.get(place) instanceof Operation.ToolCall carrying
                    && carrying.mcp() != null) {
                learn(carried[place], carrying);
                put(place, new Operation.McpRequest(carrying.mcp()));
            }
        }
    }

    /** What carries another call in turn is settled already and learns nothing. */
    private void learn(int place, Operation.ToolCall carrying) {
        if (spans.get(place).reading().operation() instanceof Operation.ToolCall call) {
            put(place, FillIn.fill(call, carrying));
        }
    }

    private static boolean isByMcp(ReadSpan span) {
        return span.reading().operation() instanceof Operation.ToolCall call && call.isByMcp();
    }

    /** A decision that names no tool is on the call right above it; so it is known for the one a log record tells. */
    private void handCallsDown() {
        for (int place = 0; place < spans.size(); place++) {
            int above = lineage.parent(place);
            if (above != Lineage.NO_PARENT
                    && spans.get(place).reading().operation() instanceof Oversight.Decision decision
                    && spans.get(above).reading().operation() instanceof Operation.ToolCall call
                    && decision.tool() == null) {
                put(
                        place,
                        new Oversight.Decision(
                                call.tool(),
                                decision.callId() == null ? call.callId() : decision.callId(),
                                decision.verdict(),
                                decision.said(),
                                decision.by(),
                                decision.arguments()));
            }
        }
    }

    /** A call that names no model asks the one that the same dialect names nearest above it. */
    private void handModelsDown() {
        if (spans.stream().noneMatch(span -> span.reading().model() != null)) {
            return;
        }
        List<Integer> nearest =
                lineage.nearest(place -> spans.get(place).reading().model() != null);
        for (int place = 0; place < spans.size(); place++) {
            int above = nearest.get(place);
            if (above != Lineage.NO_PARENT) {
                ask(place, spans.get(above));
            }
        }
    }

    private void ask(int place, ReadSpan above) {
        String model = above.reading().model();
        ReadSpan span = spans.get(place);
        if (model != null
                && above.dialect().equals(span.dialect())
                && span.reading().operation() instanceof Operation.ModelCall call
                && call.model() == null) {
            put(place, FillIn.fill(call, asking(model)));
        }
    }

    private static Operation.ModelCall asking(String model) {
        return new Operation.ModelCall(null, model, null, List.of(), List.of(), List.of(), List.of(), null);
    }

    /** Where the run of a tool fails, its call failed; the run is part of that and no failure besides. */
    private void carryErrorsUp() {
        for (int place = 0; place < spans.size(); place++) {
            ReadSpan run = spans.get(place);
            int above = lineage.parent(place);
            if (run.status().isError()
                    && above != Lineage.NO_PARENT
                    && ClaudeCodeDialect.isRun(run, spans.get(above))) {
                ReadSpan call = spans.get(above);
                spans.set(above, call.status().isError() ? call : call.ended(run.status()));
                spans.set(place, run.ended(Status.UNSET));
            }
        }
    }

    private void put(int place, Operation operation) {
        ReadSpan span = spans.get(place);
        spans.set(place, span.with(span.reading().of(operation)));
    }
}
