package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call by MCP whose spans, of the agent, the client and the server, come in requests of their own. */
class CarriedTwiceTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final McpExchange EXCHANGE = new McpExchange("tools/call", "dice", null, null, null, null);

    private final TwiceTold twiceTold = new TwiceTold();

    @ParameterizedTest(name = "{0}: {1} told something new")
    @CsvSource({
        "'call client server', 'call'",
        "'call server', 'call server'",
        "'client call', 'client'",
        "'client server call', 'client'",
        "'client server', 'client'",
        "'server', 'server'",
        "'server call', 'server call'",
        "'server client call', 'server client'",
        "'call request server', 'call request'",
        "'request server', 'request'",
        "'call othertool', 'call othertool'",
        "'client client2', 'client client2'",
        "'call client client2', 'call'"
    })
    void countsWhoeverToldTheCallFirst(String order, String news) {
        List<String> told = new ArrayList<>();
        for (String teller : order.split(" ", -1)) {
            if (!settled(teller).isEcho()) {
                told.add(teller);
            }
            TwiceTold later = new TwiceTold();
            later.restore(twiceTold.entries());
            assertThat(later.entries()).isEqualTo(twiceTold.entries());
        }

        assertThat(String.join(" ", told)).isEqualTo(news);
    }

    private Observation settled(String teller) {
        return twiceTold.settle(
                switch (teller) {
                    case "call" -> span("agent", "1", "0", new Operation.ToolCall("roll", null, null, null, null));
                    case "client", "client2" -> span("agent", teller, "1", carried("roll"));
                    case "request" -> span("agent", "client", "1", new Operation.McpRequest(EXCHANGE));
                    case "othertool" -> span("agent", "client", "1", carried("cheat"));
                    default -> span("dice", "server", "client", carried("roll"));
                });
    }

    private static Operation carried(String tool) {
        return new Operation.ToolCall(tool, null, null, null, null, null, null, EXCHANGE);
    }

    private static Observation span(String service, String id, @Nullable String parent, Operation operation) {
        return new Observation.SpanEnded(
                AT,
                new Span(
                        "t",
                        id,
                        parent,
                        "x",
                        SpanKind.INTERNAL,
                        1,
                        2,
                        Status.UNSET,
                        Attributes.empty(),
                        List.of(),
                        List.of(),
                        null,
                        Resource.UNKNOWN,
                        Scope.UNKNOWN,
                        "d",
                        new Actor(service, service, null, null, "t", null, null, null),
                        operation,
                        Usage.NONE),
                List.of());
    }
}
