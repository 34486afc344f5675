package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Span;
import org.junit.jupiter.api.Test;

class QuarkusDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsACompletion() {
        Span span = normalizer.normalize(RawSpans.named("completion gpt-4o")
                .scope("io.quarkus.opentelemetry")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.model", "none")
                .with("gen_ai.response.finish_reasons", "STOP")
                .with("gen_ai.usage.prompt_tokens", 10L)
                .with("gen_ai.usage.completion_tokens", 4L)
                .with("gen_ai.prompt", "Hi")
                .with("gen_ai.completion", "Ho")
                .with("gen_ai.client.estimated_cost", "0.25 USD")
                .build());

        assertThat(span.dialect()).isEqualTo("quarkus-langchain4j");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.model()).isEqualTo("gpt-4o");
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Ho"));
        assertThat(call.finishReasons()).containsExactly("stop");
        assertThat(span.usage().inputTokens()).isEqualTo(10L);
        assertThat(span.usage().costUsd()).isEqualTo(0.25);
    }

    @Test
    void aCostInAnotherCurrencyIsNone() {
        Span span = normalizer.normalize(RawSpans.named("completion x")
                .with("gen_ai.client.estimated_cost", "0.25 EUR")
                .build());

        assertThat(span.usage().costUsd()).isNull();
    }

    @Test
    void aServiceIsAnAgentAndAToolATool() {
        Span service = normalizer.normalize(
                RawSpans.named("langchain4j.aiservices.Assistant.chat").build());
        Span tool = normalizer.normalize(RawSpans.named("langchain4j.tools.weather")
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.call.id", "c1")
                .with("gen_ai.tool.call.arguments", "{}")
                .with("gen_ai.tool.call.result", "rain")
                .build());

        assertThat(((Operation.AgentRun) service.operation()).extent()).isEqualTo(Extent.AGENT);
        assertThat(service.actor().agent()).isEqualTo("Assistant");
        assertThat(service.actor().framework()).isEqualTo("quarkus-langchain4j");
        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("weather", "c1", null, "{}", "rain"));
    }

    @Test
    void othersHaveCompletionsToo() {
        assertThat(normalizer.normalize(RawSpans.named("completion x").build()).dialect())
                .isEqualTo("none");
    }
}
