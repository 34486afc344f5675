package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void keepsSpansThatAreNotGenAi() {
        RawSpan raw = RawSpans.named("GET /orders")
                .with("http.route", "/orders")
                .event("retry", Map.of("n", 1L))
                .build();
        Span span = normalizer.normalize(raw);

        assertThat(span.operation()).isEqualTo(new Operation.Other());
        assertThat(span.dialect()).isEqualTo("none");
        assertThat(span.usage()).isSameAs(Usage.NONE);
        assertThat(span.attributes()).isEqualTo(raw.attributes());
        assertThat(span.events()).isEqualTo(raw.events());
        assertThat(span.actor().agent()).isEqualTo("shop");
        assertThat(span.actor().session()).isEqualTo(RawSpans.TRACE);
        assertThat(span.status()).isEqualTo(Status.UNSET);
    }

    @Test
    void aSpanActsForTheNearestSpanAboveItThatNamesAnAgent() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("query").id("d").under("c").build(),
                RawSpans.named("execute_tool x")
                        .id("c")
                        .under("b")
                        .with("gen_ai.operation.name", "execute_tool")
                        .build(),
                RawSpans.named("invoke_agent inner")
                        .id("b")
                        .under("a")
                        .with("gen_ai.operation.name", "invoke_agent")
                        .build(),
                RawSpans.named("invoke_agent outer")
                        .id("a")
                        .with("gen_ai.agent.name", "outer")
                        .with("gen_ai.agent.id", "o1")
                        .with("gen_ai.conversation.id", "talk")
                        .with("user.id", "u")
                        .build()));

        assertThat(spans).extracting(span -> span.actor().agent()).containsExactly("inner", "inner", "inner", "outer");
        assertThat(spans)
                .extracting(span -> String.valueOf(span.actor().agentId()))
                .containsExactly("null", "null", "null", "o1");
        assertThat(spans).extracting(span -> span.actor().session()).containsOnly("talk");
        assertThat(spans).extracting(span -> span.actor().user()).containsOnly("u");
    }

    @Test
    void aCallByMcpIsToldOnceAndLearnsFromTheRequestThatCarriesIt() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                mcp("tools/call roll", "c", "b").with("mcp.server.name", "dice").build(),
                RawSpans.named("POST").id("b").under("a").build(),
                RawSpans.named("execute_tool roll")
                        .id("a")
                        .with("gen_ai.operation.name", "execute_tool")
                        .with("gen_ai.tool.name", "roll")
                        .with("gen_ai.tool.call.arguments", "{}")
                        .build(),
                mcp("tools/call roll", "d", "elsewhere").build()));

        assertThat(spans).extracting(span -> span.operation().kind()).containsExactly("mcp", "other", "tool", "tool");
        Operation.ToolCall call = (Operation.ToolCall) spans.get(2).operation();
        assertThat(call.server()).isEqualTo("dice");
        assertThat(call.arguments()).isEqualTo("{}");
        assertThat(call.result()).isEqualTo("4");
    }

    @ParameterizedTest(name = "in the order {0}")
    @CsvSource({"abc", "acb", "bac", "bca", "cab", "cba"})
    void aCallThatIsToldThreeTimesCountsOnceInAnyOrder(String order) {
        Map<String, RawSpan> told = Map.of(
                "a",
                RawSpans.named("execute_tool roll")
                        .id("a")
                        .with("gen_ai.tool.name", "roll")
                        .build(),
                "b",
                mcp("tools/call roll", "b", "a").build(),
                "c",
                mcp("tools/call roll", "c", "b").build());
        List<RawSpan> raws =
                order.chars().mapToObj(id -> told.get(Character.toString(id))).toList();

        assertThat(normalizer.normalizeAll(raws))
                .extracting(span -> span.spanId() + " " + span.operation().kind())
                .containsExactlyInAnyOrder("a tool", "b mcp", "c mcp");
    }

    private static RawSpans mcp(String name, String id, String parent) {
        return RawSpans.named(name)
                .id(id)
                .under(parent)
                .with("mcp.method.name", "tools/call")
                .with("gen_ai.tool.name", "roll")
                .with("gen_ai.tool.call.result", "4");
    }

    @Test
    void survivesSpansThatAreTheirOwnAncestors() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("self").id("a").under("a").build(),
                RawSpans.named("b").id("b").under("c").build(),
                RawSpans.named("c")
                        .id("c")
                        .under("b")
                        .with("gen_ai.agent.name", "circle")
                        .build(),
                RawSpans.named("orphan").id("d").under("nowhere").build()));

        assertThat(spans).extracting(span -> span.actor().agent()).containsExactly("shop", "circle", "circle", "shop");
    }

    @Test
    void resolvesAChainOfAHundredThousandSpans() {
        List<RawSpan> raws = new ArrayList<>();
        for (int i = 99_999; i > 0; i--) {
            raws.add(RawSpans.named("s").id("s" + i).under("s" + (i - 1)).build());
        }
        raws.add(RawSpans.named("root")
                .id("s0")
                .with("gen_ai.agent.name", "deep")
                .build());

        assertThat(normalizer.normalizeAll(raws))
                .extracting(span -> span.actor().agent())
                .containsOnly("deep");
    }

    @ParameterizedTest
    @CsvSource({
        "error.type, timeout",
        "error, true",
        "error, it broke",
        "success, false",
        "gen_ai.tool.status, error",
        "langfuse.observation.level, ERROR",
        "gen_ai.response.finish_reasons, error"
    })
    void anErrorInAnyDialectIsAnError(String key, String value) {
        RawSpan raw = RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .with(key, value)
                .build();

        assertThat(normalizer.normalize(raw).status().isError()).isTrue();
    }

    @Test
    void anExceptionIsAnErrorUnlessTheOperationWentWell() {
        Map<String, String> exception = Map.of("exception.type", "IOException", "exception.message", "reset");
        Status failed = normalizer
                .normalize(RawSpans.named("x").event("exception", exception).build())
                .status();
        RawSpans answered = RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.completion", "fine")
                .event("exception", exception)
                .status(Status.Code.OK);
        RawSpans silent = RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .event("exception", exception)
                .status(Status.Code.OK);

        assertThat(failed).isEqualTo(new Status(Status.Code.ERROR, "reset", "IOException"));
        assertThat(normalizer.normalize(answered.build()).status().isError()).isFalse();
        assertThat(normalizer.normalize(silent.build()).status().isError()).isTrue();
    }

    @Test
    void cachedTokensThatWereLeftOutAreAdded() {
        Usage left = usage(10L, 100L, 20L);
        Usage included = usage(130L, 100L, 20L);

        assertThat(left.inputTokens()).isEqualTo(130L);
        assertThat(included.inputTokens()).isEqualTo(130L);
    }

    @Test
    void impossibleCountsAreUnknownNotZero() {
        Span span = normalizer.normalize(RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", -1L)
                .with("gen_ai.usage.output_tokens", Long.MAX_VALUE)
                .with("gen_ai.usage.cost", "NaN")
                .build());

        assertThat(span.usage()).isSameAs(Usage.NONE);
    }

    @Test
    void aFaultInADialectCostsNoRecord() {
        Normalizer faulty = new Normalizer(List.of(new FaultyDialect()));
        Span span = faulty.normalize(RawSpans.named("x").build());
        MetricPoint point = Points.named("y").build();

        assertThat(span.name()).isEqualTo("x");
        assertThat(span.dialect()).isEqualTo("none");
        assertThat(faulty.normalize(point)).isEqualTo(point);
    }

    @Test
    void theNextDialectIsAskedOfAPointWhereOneFails() {
        Normalizer normalizer =
                new Normalizer(List.of(new FaultyDialect(), new CodexDialect(), new OtelGenAiDialect()));

        assertThat(Points.words(normalizer.normalize(
                        Points.named("codex.tool.call").with("tool", "f").build())))
                .isEqualTo("codex-cli CALLS tool f");
    }

    private Usage usage(long input, long cacheRead, long cacheWrite) {
        return normalizer
                .normalize(RawSpans.named("chat")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.usage.input_tokens", input)
                        .with("gen_ai.usage.cache_read.input_tokens", cacheRead)
                        .with("gen_ai.usage.cache_creation.input_tokens", cacheWrite)
                        .build())
                .usage();
    }

    private static final class FaultyDialect implements Dialect {
        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public SpanReading read(RawSpan span) {
            throw new IllegalStateException("a fault");
        }

        @Override
        public PointReading read(MetricPoint point) {
            throw new IllegalStateException("a fault");
        }
    }
}
