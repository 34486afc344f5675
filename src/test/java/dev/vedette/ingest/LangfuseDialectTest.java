package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LangfuseDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans observation(String type) {
        return RawSpans.named("step").scope("langfuse-sdk").with("langfuse.observation.type", type);
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        "generation, model",
        "embedding, embedding",
        "tool, tool",
        "agent, agent",
        "retriever, retrieval",
        "guardrail, guardrail",
        "evaluator, evaluation",
        "chain, step",
        "span, step",
        "event, other"
    })
    void knowsEveryType(String type, String kind) {
        Span span = normalizer.normalize(observation(type).build());

        assertThat(span.dialect()).isEqualTo("langfuse");
        assertThat(span.operation().kind()).isEqualTo(kind);
    }

    @Test
    void readsAGeneration() {
        Span span = normalizer.normalize(observation("generation")
                .with(
                        "langfuse.observation.input",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}")
                .with("langfuse.observation.output", "{\"role\":\"assistant\",\"content\":\"Yes\"}")
                .with("langfuse.observation.model.name", "gpt-4o")
                .with("langfuse.observation.model.parameters", "{\"temperature\":\"0.2\",\"max_tokens\":9}")
                .with("langfuse.observation.completion_start_time", "\"1970-01-01T00:00:00.000002Z\"")
                .with("langfuse.observation.cost_details", "{\"input\":0.001,\"output\":0.002,\"total\":0.004}")
                .with("session.id", "s1")
                .with("user.id", "u1")
                .with("langfuse.environment", "test")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.responseModel()).isEqualTo("gpt-4o");
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Yes"));
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("f");
        assertThat(call.request().temperature()).isEqualTo(0.2);
        assertThat(call.request().maxTokens()).isEqualTo(9);
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(1_000);
        assertThat(span.usage().costUsd()).isEqualTo(0.004);
        assertThat(span.actor().session()).isEqualTo("s1");
        assertThat(span.actor().user()).isEqualTo("u1");
        assertThat(span.actor().environment()).isEqualTo("test");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":29,\"output\":11,\"total\":76,\"input_cached_tokens\":32,\"output_reasoning_tokens\":4}"
                        + "| 61 | 15 | 32 | | 4",
                "{\"input\":3,\"output\":5,\"input_cache_creation\":20,\"input_cached_tokens\":7} | 30 | 5 | 7 | 20 |",
                "{\"input\":3,\"output\":5,\"cache_read_input_tokens\":7,\"cache_creation_input_tokens\":20}"
                        + "| 30 | 5 | 7 | 20 |",
                "{\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":4},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":2}} | 9 | 5 | 4 | | 2",
                "{\"input_tokens\":123,\"output_tokens\":456} | 123 | 456 | | |"
            })
    void bucketsExcludeEachOtherUnlessTheyAreAProvidersOwn(
            String details, Long input, Long output, Long cacheRead, Long cacheWrite, Long reasoning) {
        Span span = normalizer.normalize(observation("generation")
                .with("langfuse.observation.usage_details", details)
                .build());

        assertThat(span.usage()).isEqualTo(new Usage(input, output, cacheRead, cacheWrite, reasoning, null, true));
    }

    @Test
    void readsWhatIsNoCallOfAModel() {
        Span agent = normalizer.normalize(observation("agent")
                .with("langfuse.observation.input", "Hi")
                .with("langfuse.observation.usage_details", "{\"input\":5}")
                .build());
        assertThat(agent.operation().input()).containsExactly(Message.text("user", "Hi"));
        assertThat(agent.actor().agent()).isEqualTo("step");
        assertThat(agent.usage().own()).isFalse();
        assertThat(normalizer
                        .normalize(observation("retriever")
                                .with("langfuse.observation.input", "{\"query\":\"rain\"}")
                                .with("langfuse.observation.output", "[{\"id\":\"d1\",\"score\":0.9}]")
                                .build())
                        .operation())
                .isEqualTo(new Operation.Retrieval(null, "rain", List.of(new Document("d1", 0.9, ""))));
        assertThat(normalizer
                        .normalize(observation("guardrail")
                                .with("langfuse.observation.output", "{\"passed\":false}")
                                .build())
                        .operation())
                .isEqualTo(new Oversight.Guardrail("step", Verdict.DENY, "{\"passed\":false}"));
        assertThat(normalizer
                        .normalize(observation("evaluator")
                                .with("langfuse.observation.output", "{\"score\":0.5,\"comment\":\"meh\"}")
                                .build())
                        .operation())
                .isEqualTo(new Oversight.Evaluation("step", 0.5, null, "meh", null));
    }

    @Test
    void anErrorShowsInItsLevelAlone() {
        Span failed = normalizer.normalize(observation("tool")
                .with("langfuse.observation.level", "ERROR")
                .with("langfuse.observation.status_message", "refused")
                .build());
        Span warned = normalizer.normalize(observation("tool")
                .with("langfuse.observation.level", "WARNING")
                .build());

        assertThat(failed.status().isError()).isTrue();
        assertThat(failed.status().message()).isEqualTo("refused");
        assertThat(warned.status().isError()).isFalse();
    }

    @Test
    void saysWhatASpanOfOthersIsWhereItWroteOntoIt() {
        Span span = normalizer.normalize(RawSpans.named("chain")
                .with("openinference.span.kind", "CHAIN")
                .with("langfuse.observation.type", "tool")
                .build());
        Span passed = normalizer.normalize(RawSpans.named("chain")
                .with("openinference.span.kind", "CHAIN")
                .with("langfuse.trace.name", "x")
                .build());

        assertThat(span.operation().kind()).isEqualTo("tool");
        assertThat(passed.dialect()).isEqualTo("openinference");
    }

    @Test
    void readsWhatWasReallySent() {
        RealSpans run = RealSpans.of("langfuse-sdk", "captured-js-v5-traces.json");

        assertThat(run.kinds()).containsExactly("tool", "tool", "retrieval", "model", "model", "agent");
        assertThat(run.tokens()).isEqualTo(61 + 15 + 92 + 15);
        assertThat(run.spans())
                .allSatisfy(span -> assertThat(span.actor().agent()).isEqualTo("weather-agent"));
    }

    @Test
    void everyTextOfAListIsEmbedded() {
        Span span = normalizer.normalize(RawSpans.named("e")
                .with("langfuse.observation.type", "embedding")
                .with("langfuse.observation.input", "[\"one\",\"two\"]")
                .build());

        assertThat(((Operation.Embedding) span.operation()).texts()).containsExactly("one", "two");
    }
}
