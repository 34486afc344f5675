package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LangSmithDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans run(String kind) {
        return RawSpans.named("run").scope("langsmith").with("langsmith.span.kind", kind);
    }

    private Span read(RawSpans span) {
        return normalizer.normalize(span.build());
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        "llm, model",
        "chain, step",
        "prompt, step",
        "parser, step",
        "tool, tool",
        "retriever, retrieval",
        "embedding, embedding"
    })
    void knowsEveryKindWhateverTheOperationIsCalled(String kind, String expected) {
        Span span = read(run(kind).with("gen_ai.operation.name", "embeddings"));

        assertThat(span.dialect()).isEqualTo("langsmith");
        assertThat(span.operation().kind()).isEqualTo(expected);
    }

    @Test
    void readsMessagesAsLangChainSerialisesThem() {
        Span span = read(run("llm")
                .with("gen_ai.system", "langchain")
                .with("langsmith.metadata.ls_provider", "openai")
                .with("langsmith.metadata.ls_model_name", "gpt-4o")
                .with("langsmith.metadata.ls_temperature", "0.2")
                .with("langsmith.metadata.ls_invocation_params", "{\"max_tokens\":9,\"tools\":[{\"name\":\"f\"}]}")
                .with(
                        "gen_ai.prompt",
                        "{\"messages\":[[{\"lc\":1,\"type\":\"constructor\",\"id\":[\"langchain\",\"HumanMessage\"],"
                                + "\"kwargs\":{\"content\":\"Hi\",\"type\":\"human\"}},"
                                + "{\"lc\":1,\"type\":\"constructor\",\"id\":[\"langchain\",\"ToolMessage\"],"
                                + "\"kwargs\":{\"content\":\"14\",\"tool_call_id\":\"c0\",\"type\":\"tool\"}}]]}")
                .with(
                        "gen_ai.completion",
                        "{\"generations\":[[{\"text\":\"\",\"message\":{\"lc\":1,\"type\":\"constructor\","
                                + "\"id\":[\"langchain\",\"AIMessage\"],\"kwargs\":{\"content\":\"\",\"type\":\"ai\","
                                + "\"tool_calls\":[{\"name\":\"f\",\"args\":{\"a\":1},\"id\":\"c1\","
                                + "\"type\":\"tool_call\"}],"
                                + "\"response_metadata\":{\"finish_reason\":\"tool_calls\"}}}}]]}"));

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.requestModel()).isEqualTo("gpt-4o");
        assertThat(call.input())
                .containsExactly(
                        Message.text("user", "Hi"),
                        new Message("tool", List.of(new Part.ToolCallResponse("c0", "14")), null));
        assertThat(call.output())
                .containsExactly(new Message(
                        "assistant", List.of(new Part.ToolCallRequest("c1", "f", "{\"a\":1}")), "tool_call"));
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.tools()).hasSize(1);
        assertThat(call.request().maxTokens()).isEqualTo(9);
        assertThat(call.request().temperature()).isEqualTo(0.2);
        assertThat(span.actor().framework()).isEqualTo("langchain");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "{\"messages\":[{\"type\":\"human\",\"content\":\"Hi\",\"id\":\"x\"}]}",
                "{\"messages\":[{\"type\":\"human\",\"data\":{\"content\":\"Hi\",\"type\":\"human\"}}]}",
                "{\"input\":\"Hi\"}",
                "{\"prompts\":[\"Hi\"]}"
            })
    void readsInputsOfEveryForm(String inputs) {
        assertThat(read(run("llm").with("gen_ai.prompt", inputs)).operation().input())
                .containsExactly(Message.text("user", "Hi"));
    }

    @Test
    void readsTokensWhereverTheyAre() {
        Span attributes = read(run("llm")
                .with("gen_ai.usage.input_tokens", 61L)
                .with("gen_ai.usage.output_tokens", 15L)
                .with("gen_ai.usage.input_token_details", "{\"cache_read\":32,\"cache_creation\":2}")
                .with("gen_ai.usage.output_token_details", "{\"reasoning\":4}"));
        Span metadata = read(run("llm")
                .with(
                        "langsmith.usage_metadata",
                        "{\"input_tokens\":61,\"output_tokens\":15,\"input_token_details\":"
                                + "{\"cache_read\":32,\"cache_creation\":2},"
                                + "\"output_token_details\":{\"reasoning\":4}}"));

        assertThat(attributes.usage()).isEqualTo(new Usage(61L, 15L, 32L, 2L, 4L, null, true));
        assertThat(metadata.usage()).isEqualTo(attributes.usage());
    }

    @Test
    void readsToolsAndRetrievers() {
        assertThat(read(run("tool")
                                .with("gen_ai.tool.name", "f")
                                .with("gen_ai.prompt", "{\"input\":\"{'a': 1}\"}")
                                .with(
                                        "gen_ai.completion",
                                        "{\"output\":{\"type\":\"tool\",\"content\":\"14\",\"tool_call_id\":\"c1\"}}"))
                        .operation())
                .isEqualTo(new Operation.ToolCall("f", "c1", null, "{'a': 1}", "14"));
        assertThat(read(run("retriever")
                                .with("gen_ai.prompt", "{\"query\":\"rain\"}")
                                .with(
                                        "gen_ai.completion",
                                        "{\"documents\":[{\"page_content\":\"wet\",\"metadata\":{},"
                                                + "\"type\":\"Document\"}]}"))
                        .operation())
                .isEqualTo(new Operation.Retrieval(null, "rain", List.of(Document.of("wet"))));
    }

    @ParameterizedTest
    @CsvSource({"llm", "chain", "tool", "retriever"})
    void aRunThatThrewAndGaveNothingFailedEvenIfItSaysOk(String kind) {
        Span span = read(run(kind)
                .status(Status.Code.OK)
                .event("exception", Map.of("exception.type", "Error", "exception.message", "404")));

        assertThat(span.status()).isEqualTo(new Status(Status.Code.ERROR, "404", "Error"));
    }

    @Test
    void theRootIsNamedAfterTheAgent() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("weather_agent")
                        .id("a")
                        .with("langsmith.span.kind", "chain")
                        .build(),
                RawSpans.named("parse")
                        .id("b")
                        .under("a")
                        .with("langsmith.span.kind", "chain")
                        .build()));

        assertThat(spans).extracting(span -> span.actor().agent()).containsOnly("weather_agent");
    }

    @Test
    void readsWhatWasReallySent() {
        RealSpans run = RealSpans.of("langsmith", "captured-js-0.12-traces.json");

        assertThat(run.kinds()).containsExactly("model", "tool", "model", "step", "model");
        assertThat(run.tokens()).isEqualTo(61 + 15 + 92 + 15);
        assertThat(run.first(Operation.ModelCall.class).output()).hasSize(1);
    }

    @Test
    void aToolsMessageIsKnownByTheCallThatItAnswers() {
        Span span = normalizer.normalize(RawSpans.named("f")
                .with("langsmith.span.kind", "tool")
                .with(
                        "gen_ai.completion",
                        "{\"output\":{\"lc\":1,\"type\":\"constructor\",\"kwargs\":{\"content\":\"r\",\"tool_call_id\":\"c\"}}}")
                .build());

        assertThat(span.operation()).isEqualTo(new Operation.ToolCall("f", "c", null, null, "r"));
    }

    @Test
    void instructionsBesideTheMessagesAreTheSystems() {
        Span span = normalizer.normalize(RawSpans.named("ChatAnthropic")
                .with("langsmith.span.kind", "llm")
                .with(
                        "gen_ai.prompt",
                        "{\"system\":\"Be brief.\",\"messages\":[{\"role\":\"human\",\"content\":\"Hi\"}]}")
                .build());

        assertThat(span.operation().input())
                .containsExactly(Message.text("system", "Be brief."), Message.text("user", "Hi"));
    }
}
