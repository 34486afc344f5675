package dev.vedette.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedCallTest {
    private static final McpExchange EXCHANGE = new McpExchange("tools/call", "dice", null, null, null, null);

    /** A row from the top down: {@code x} calls the tool x, {@code x*} by MCP, anything else is what it says. */
    @ParameterizedTest(name = "{0}: carried {1}")
    @CsvSource({
        "'roll roll*', '- 0'",
        "'roll*', '-'",
        "'agent roll*', '- -'",
        "'roll roll* roll*', '- 0 1'",
        "'roll nothing roll*', '- - 0'",
        "'roll request roll*', '- - 0'",
        "'roll agent roll*', '- - -'",
        "'cheat roll*', '- -'",
        "'roll cheat roll*', '- - -'",
        "'roll roll', '- -'",
        "'roll* roll', '- -'",
        "'roll nothing nothing nothing nothing nothing nothing nothing roll*', '- - - - - - - - 0'",
        "'roll nothing nothing nothing nothing nothing nothing nothing nothing roll*', '- - - - - - - - - -'"
    })
    void aRequestCarriesTheCallOfTheSameToolAboveIt(String row, String carried) {
        List<Operation> operations = Arrays.stream(row.split(" ", -1))
                .map(CarriedCallTest::operation)
                .toList();
        int[] parents = new int[operations.size()];
        Arrays.setAll(parents, place -> place - 1);

        int[] found = CarriedCall.find(parents, operations);

        assertThat(Arrays.stream(found)
                        .mapToObj(place -> place == CarriedCall.NONE ? "-" : String.valueOf(place))
                        .toList())
                .containsExactlyElementsOf(Arrays.asList(carried.split(" ", -1)));
    }

    @Test
    void circlesEnd() {
        assertThat(CarriedCall.find(new int[] {0}, List.of(operation("roll*")))).containsExactly(CarriedCall.NONE);
        assertThat(CarriedCall.find(new int[] {2, 0, 1}, List.of(operation("roll*"), operation(""), operation(""))))
                .containsExactly(CarriedCall.NONE, CarriedCall.NONE, CarriedCall.NONE);
    }

    @Test
    void aTraceOfSeveralRequestsTellsACallOnce() {
        List<Span> spans = new ArrayList<>();
        spans.add(span("a", null, 1, operation("roll")));
        spans.add(span("b", "a", 2, operation("roll*")));
        spans.add(span("c", "b", 3, operation("roll*")));

        Trace trace = new Trace("t", spans, List.of(), false);

        assertThat(trace.spans())
                .extracting(Span::spanId, span -> span.operation().kind())
                .containsExactly(tuple("a", "tool"), tuple("b", "mcp"), tuple("c", "mcp"));
        assertThat(trace.spans().get(2).operation()).isEqualTo(new Operation.McpRequest(EXCHANGE));
    }

    private static Operation operation(String said) {
        return switch (said) {
            case "", "nothing" -> new Operation.Other();
            case "request" -> new Operation.McpRequest(EXCHANGE);
            case "agent" -> new Operation.AgentRun(List.of(), List.of(), List.of());
            default ->
                said.endsWith("*")
                        ? new Operation.ToolCall(
                                said.substring(0, said.length() - 1), null, null, null, null, null, null, EXCHANGE)
                        : new Operation.ToolCall(said, null, null, null, null);
        };
    }

    private static Span span(String id, @Nullable String parent, long start, Operation operation) {
        return new Span(
                "t",
                id,
                parent,
                id,
                SpanKind.INTERNAL,
                start,
                start + 1,
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                new Actor("s", "s", null, null, "t", null, null, null),
                operation,
                Usage.NONE);
    }
}
