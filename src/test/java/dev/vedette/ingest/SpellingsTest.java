package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The many spellings of the same thing. */
class SpellingsTest {
    @ParameterizedTest
    @CsvSource({
        "tool_calls, tool_call",
        "tool-calls, tool_call",
        "toolUse, tool_call",
        "TOOL_CALLS, tool_call",
        "end_turn, stop",
        "endTurn, stop",
        "STOP, stop",
        "stop_sequence, stop",
        "completed, stop",
        "max_tokens, length",
        "MAX_TOKENS, length",
        "length, length",
        "content_filter, content_filter",
        "SAFETY, content_filter",
        "refusal, content_filter",
        "COMPLETE, stop",
        "eos_token, stop",
        "FinishReason.MAX_TOKENS, length",
        "RECITATION, content_filter",
        "something_new, something_new"
    })
    void finishReasons(String sent, String word) {
        assertThat(FinishReasons.word(sent)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"STOP\"]", "STOP", "stop"})
    void finishReasonsComeAsTextOfAListAndAsText(String sent) {
        Attributes attributes = Attributes.of(Map.of("gen_ai.response.finish_reasons", sent));

        assertThat(FinishReasons.of(attributes, List.of())).containsExactly("stop");
    }

    @Test
    void severalFinishReasonsInOneTextAndThePlaceholderOfMicrometer() {
        assertThat(FinishReasons.of(
                        Attributes.of(Map.of("gen_ai.response.finish_reasons", "tool_calls, stop")), List.of()))
                .containsExactly("tool_call", "stop");
        assertThat(FinishReasons.of(Attributes.of(Map.of("gen_ai.response.finish_reasons", "none")), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "google_vertexai, gcp.vertex_ai,",
        "AWS, aws.bedrock,",
        "Watsonx, ibm.watsonx.ai,",
        "MistralAI, mistral_ai,",
        "llama_index, , llamaindex",
        "OpenAI, openai,",
        "vertex_ai, gcp.vertex_ai,",
        "xai, x_ai,",
        "az.ai.openai, azure.ai.openai,",
        "spring_ai, , spring-ai",
        "gcp.vertex.agent, , google-adk",
        "none, ,"
    })
    void providersAndFrameworks(String sent, @Nullable String provider, @Nullable String framework) {
        Attributes attributes = Attributes.of(Map.of("gen_ai.system", sent));

        assertThat(Providers.provider(attributes)).isEqualTo(provider);
        assertThat(Providers.framework(attributes)).isEqualTo(framework);
    }

    @Test
    void theRealProviderStandsBesideTheFramework() {
        Attributes attributes = Attributes.of(Map.of("gen_ai.provider.name", "langchain", "llm.provider", "Anthropic"));

        assertThat(Providers.provider(attributes)).isEqualTo("anthropic");
    }

    @ParameterizedTest
    @CsvSource({
        "accept, ALLOW",
        "Approved, ALLOW",
        "auto-accept, ALLOW",
        "reject, DENY",
        "denied, DENY",
        "abort, DENY",
        "modify, MODIFY",
        "escalate, ESCALATE",
        "perhaps,"
    })
    void verdicts(String sent, @Nullable Verdict verdict) {
        assertThat(Verdicts.of(sent)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1500000000, 1500000", "'0.25', 250000000, 250000", "-1, ,", "1e12, ,", "soon, ,"})
    void lengthsOfTime(String sent, @Nullable Long ofSeconds, @Nullable Long ofMillis) {
        Attributes attributes = Attributes.of(Map.of("took", sent));

        assertThat(Elapsed.ofSeconds(attributes, "missing", "took")).isEqualTo(ofSeconds);
        assertThat(Elapsed.ofMillis(attributes, "took")).isEqualTo(ofMillis);
    }

    @Test
    void requestParametersComeAsAttributesAsTextsAndAsTheProvidersOwn() {
        RequestParameters attributes = RequestReader.read(Attributes.of(Map.of(
                "gen_ai.request.temperature", "0.2",
                "gen_ai.request.max_tokens", 40.0,
                "gen_ai.request.stop_sequences", "[\"a\",\"b\"]",
                "llm.is_streaming", "false",
                "gen_ai.openai.request.response_format", "json_schema")));
        RequestParameters own = RequestReader.read(Json.tree(
                "{\"temperature\":0.2,\"max_completion_tokens\":40,\"stop\":[\"a\",\"b\"],\"stream\":false,\"n\":1}"));

        assertThat(attributes.temperature()).isEqualTo(0.2).isEqualTo(own.temperature());
        assertThat(attributes.maxTokens()).isEqualTo(40).isEqualTo(own.maxTokens());
        assertThat(attributes.stop()).containsExactly("a", "b").isEqualTo(own.stop());
        assertThat(attributes.stream()).isFalse().isEqualTo(own.stream());
        assertThat(attributes.outputType()).isEqualTo("json");
        assertThat(own.choices()).isEqualTo(1);
        assertThat(RequestReader.read(Json.tree("[1]"))).isSameAs(RequestParameters.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'inferenceConfig':{'maxTokens':40,'temperature':0.5}} | 40 | 0.5 | |",
                "{'generation_config':{'max_output_tokens':40,'response_mime_type':'application/json'}} | 40 | | json |",
                "{'options':{'num_predict':40}} | 40 | | |",
                "{'response_format':{'type':'json_schema','json_schema':{}}} | | | json |",
                "{'text':{'format':{'type':'text'}},'reasoning':{'effort':'high'}} | | | text | high",
                "{'reasoning':{'summary':'auto'},'text':{}} | | | |",
                "{'reasoning':'because it is so','text':'Hi'} | | | |"
            })
    void providersWrapSomeOfTheirParameters(
            String sent,
            @Nullable Long most,
            @Nullable Double temperature,
            @Nullable String output,
            @Nullable String effort) {
        RequestParameters read = RequestReader.read(Json.tree(sent.replace('\'', '"')));

        assertThat(read.maxTokens()).isEqualTo(most);
        assertThat(read.temperature()).isEqualTo(temperature);
        assertThat(read.outputType()).isEqualTo(output);
        assertThat(read.reasoningEffort()).isEqualTo(effort);
    }

    @Test
    void requestParametersHadOtherNamesBefore() {
        RequestParameters read = RequestReader.read(Attributes.of(Map.of(
                "llm.temperature", 0.3,
                "llm.top_p", 0.4,
                "llm.top_k", 5,
                "llm.request.max_tokens", 6L,
                "llm.frequency_penalty", 0.7,
                "llm.presence_penalty", 0.8,
                "llm.chat.stop_sequences", List.of("x"))));

        assertThat(read)
                .isEqualTo(new RequestParameters(
                        0.3, 0.4, 5.0, 6L, List.of("x"), null, null, 0.7, 0.8, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"llm.cost.prompt, llm.cost.completion", "gen_ai.usage.input_cost, gen_ai.usage.output_cost"})
    void theCostMayComeInTwoParts(String input, String output) {
        assertThat(UsageReader.read(Attributes.of(Map.of(input, 0.5, output, 0.25)), true)
                        .costUsd())
                .isEqualTo(0.75);
        assertThat(UsageReader.read(Attributes.of(Map.of(input, 0.5)), true).costUsd())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"score, 0.5, 0.5", "score, '\"0.5\"', 0.5", "relevance_score, 0.5, 0.5", "score, '\"high\"',"})
    void scoresOfDocumentsComeAsTextsToo(String field, String sent, @Nullable Double score) {
        List<Document> documents =
                DocumentReader.read(Json.tree("{\"id\":\"d\",\"content\":\"c\",\"" + field + "\":" + sent + "}"));

        assertThat(documents).containsExactly(new Document("d", score, "c"));
    }

    @ParameterizedTest
    @CsvSource({
        "openinference.instrumentation.langchain, '', langchain",
        "@arizeai/openinference-instrumentation-langchain, '', langchain",
        "opentelemetry.instrumentation.openai_agents, '', openai-agents",
        "@traceloop/instrumentation-llamaindex, '', llamaindex",
        "openinference.instrumentation.langchain, crewai, crewai",
        "opentelemetry.instrumentation.openai, '',",
        "langchain, '',"
    })
    void anInstrumentationIsNamedAfterItsFramework(String scope, String system, @Nullable String framework) {
        Span span = Normalizer.standard()
                .normalize(RawSpans.named("x")
                        .scope(scope)
                        .with("gen_ai.system", system)
                        .build());

        assertThat(span.actor().framework()).isEqualTo(framework);
    }

    @Test
    void aDocumentMayHaveParts() {
        assertThat(DocumentReader.read(Json.tree("[{\"content\":[{\"text\":\"a\"},{\"text\":\"b\"}]}]")))
                .containsExactly(Document.of("a\nb"));
    }
}
