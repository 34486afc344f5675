package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenInferenceDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans kind(String kind) {
        return RawSpans.named("step").with("openinference.span.kind", kind);
    }

    @Test
    void readsAModelCallFromFlattenedAttributesInOrderOfTheirNumbers() {
        Span span = normalizer.normalize(kind("LLM")
                .with("gen_ai.system", "openai")
                .with("llm.model_name", "gpt-4o-mini")
                .with("llm.input_messages.10.message.role", "user")
                .with("llm.input_messages.10.message.content", "last")
                .with("llm.input_messages.2.message.role", "assistant")
                .with("llm.input_messages.2.message.tool_calls.0.tool_call.id", "c1")
                .with("llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "f")
                .with("llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments", "{\"a\":1}")
                .with("llm.input_messages.3.message.role", "tool")
                .with("llm.input_messages.3.message.tool_call_id", "c1")
                .with("llm.input_messages.3.message.content", "{\"b\":2}")
                .with("llm.output_messages.0.message.role", "assistant")
                .with("llm.output_messages.0.message.contents.0.message_content.type", "text")
                .with("llm.output_messages.0.message.contents.0.message_content.text", "Hi")
                .with("llm.output_messages.0.message.contents.1.message_content.type", "image")
                .with(
                        "llm.output_messages.0.message.contents.1.message_content.image.image.url",
                        "data:image/png;base64,AAAA")
                .with("llm.tools.0.tool.json_schema", "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}")
                .with("llm.finish_reason", "tool_calls")
                .with("llm.token_count.prompt", 80L)
                .with("llm.token_count.completion", 18L)
                .with("llm.token_count.prompt_details.cache_read", 7L)
                .with("llm.cost.total", 0.01)
                .event("First Token Stream Event", Map.of())
                .build());

        assertThat(span.dialect()).isEqualTo("openinference");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.model()).isEqualTo("gpt-4o-mini");
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.input())
                .containsExactly(
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "f", "{\"a\":1}")), null),
                        new Message("tool", List.of(new Part.ToolCallResponse("c1", "{\"b\":2}")), null),
                        Message.text("user", "last"));
        assertThat(call.output())
                .containsExactly(new Message(
                        "assistant", List.of(new Part.Text("Hi"), new Part.Media("image/png", "inline")), null));
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("f");
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(500L);
        assertThat(span.usage().inputTokens()).isEqualTo(80L);
        assertThat(span.usage().cacheReadTokens()).isEqualTo(7L);
        assertThat(span.usage().costUsd()).isEqualTo(0.01);
    }

    @Test
    void readsTheRawInputWhereNoMessagesAreFlattened() {
        Span span = normalizer.normalize(kind("LLM")
                .with("input.value", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .with("output.value", "{\"choices\":[{\"message\":{\"content\":\"Yo\"},\"finish_reason\":\"stop\"}]}")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output()).containsExactly(new Message("assistant", List.of(new Part.Text("Yo")), "stop"));
        assertThat(call.finishReasons()).containsExactly("stop");
    }

    @Test
    void readsToolsAgentsAndRetrievers() {
        Span tool = normalizer.normalize(kind("TOOL")
                .with("tool.name", "search")
                .with("input.value", "{\"q\":1}")
                .with("output.value", "found")
                .build());
        Span agent = normalizer.normalize(kind("AGENT")
                .with("input.value", "do it")
                .with("session.id", "s")
                .build());
        Span retriever = normalizer.normalize(kind("retriever")
                .with("input.value", "q")
                .with("retrieval.documents.1.document.content", "second")
                .with("retrieval.documents.0.document.content", "first")
                .with("retrieval.documents.0.document.score", 0.5)
                .build());

        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("search", null, null, "{\"q\":1}", "found"));
        assertThat(((Operation.AgentRun) agent.operation()).input()).containsExactly(Message.text("user", "do it"));
        assertThat(agent.actor().agent()).isEqualTo("step");
        assertThat(agent.actor().session()).isEqualTo("s");
        assertThat(retriever.operation())
                .isEqualTo(new Operation.Retrieval(
                        null, "q", List.of(new Document(null, 0.5, "first"), Document.of("second"))));
    }

    @Test
    void aHugeIndexCostsNothingAndContradictionsAreHarmless() {
        Span span = normalizer.normalize(kind("LLM")
                .with("llm.input_messages.999999999.message.content", "far")
                .with("llm.input_messages.99999999999999.message.content", "too far to be a number")
                .with("llm.output_messages.0.message", "text where an object should be")
                .with("llm.output_messages.0.message.content", "both")
                .with("llm.output_messages...", "dots")
                .build());

        assertThat(span.operation()).isInstanceOf(Operation.ModelCall.class);
        assertThat(span.attributes().size()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "llm.model_name=m-1 | {'temperature':1} | m-1",
                "llm.model_name=m-1 | {'model':'m'} | m",
                "llm.model_name=m-1 | {'modelId':'m'} | m",
                "llm.request.model_name=asked | {'model':'m'} | asked"
            })
    void theParametersTellWhichModelWasAskedFor(String told, String parameters, String asked) {
        Span span = normalizer.normalize(kind("LLM")
                .with(told.substring(0, told.indexOf('=')), told.substring(told.indexOf('=') + 1))
                .with("llm.invocation_parameters", parameters.replace('\'', '"'))
                .build());

        assertThat(((Operation.ModelCall) span.operation()).requestModel()).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'triggered':true} | DENY", "{'passed':true} | ALLOW", "deny | DENY", "it was fine |"})
    void theOutputOfAGuardrailTellsItsVerdict(String output, @Nullable Verdict verdict) {
        Span span = normalizer.normalize(kind("GUARDRAIL")
                .with("output.value", output.replace('\'', '"'))
                .build());

        assertThat(((Oversight.Guardrail) span.operation()).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'score':0.5,'label':'poor','explanation':'short'} | 0.5 | poor | short",
                "0.9 | 0.9 | relevant | on topic",
                "fine | 0.95 | relevant | fine"
            })
    void anEvaluatorTellsItsJudgementInItsOutputOrBesideIt(
            String output, double score, String label, String explanation) {
        Span span = normalizer.normalize(kind("EVALUATOR")
                .with("output.value", output.replace('\'', '"'))
                .with("metadata.score", 0.95)
                .with("metadata.label", "relevant")
                .with("metadata.explanation", "on topic")
                .build());

        assertThat(span.operation()).isEqualTo(new Oversight.Evaluation("step", score, label, explanation, null));
    }

    @Test
    void whatIsEmbeddedIsTheInputWhereNoTextsAreToldApart() {
        Span span = normalizer.normalize(kind("EMBEDDING")
                .with("embedding.model_name", "e")
                .with("input.value", "Hi")
                .build());

        assertThat(span.operation()).isEqualTo(new Operation.Embedding(null, "e", List.of("Hi"), null));
    }
}
