package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MLflow, Laminar and LiveKit, which each have a row of names and no payload in the corpus. */
class TracingToolDialectsTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsACallOfMlflow() {
        Span span = normalizer.normalize(RawSpans.named("Completions")
                .with("mlflow.spanType", "\"CHAT_MODEL\"")
                .with(
                        "mlflow.spanInputs",
                        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .with(
                        "mlflow.spanOutputs",
                        "{\"model\":\"gpt-4o-1\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Ho\"}}]}")
                .with("mlflow.chat.tokenUsage", "{\"input_tokens\":5,\"output_tokens\":2}")
                .with("mlflow.trace.session", "\"s1\"")
                .build());

        assertThat(span.dialect()).isEqualTo("mlflow");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.requestModel()).isEqualTo("gpt-4o");
        assertThat(call.responseModel()).isEqualTo("gpt-4o-1");
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Ho"));
        assertThat(span.usage().inputTokens()).isEqualTo(5L);
        assertThat(span.actor().session()).isEqualTo("s1");
    }

    @ParameterizedTest
    @CsvSource({
        "TOOL, tool",
        "AGENT, agent",
        "CHAIN, step",
        "RETRIEVER, retrieval",
        "EMBEDDING, embedding",
        "UNKNOWN, other"
    })
    void readsTheTypesOfMlflow(String type, String kind) {
        Span span = normalizer.normalize(
                RawSpans.named("x").with("mlflow.spanType", "\"" + type + "\"").build());

        assertThat(span.operation().kind()).isEqualTo(kind);
    }

    @Test
    void readsLaminar() {
        Span call = normalizer.normalize(RawSpans.named("openai.chat")
                .with("lmnr.span.type", "LLM")
                .with("lmnr.span.input", "[{\"role\":\"user\",\"content\":\"Hi\"}]")
                .with("lmnr.association.properties.session_id", "s1")
                .with("lmnr.association.properties.user_id", "u1")
                .build());
        Span tool = normalizer.normalize(RawSpans.named("f")
                .with("lmnr.span.type", "TOOL")
                .with("lmnr.span.input", "{}")
                .with("lmnr.span.output", "x")
                .build());

        assertThat(call.dialect()).isEqualTo("laminar");
        assertThat(call.operation().input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.actor().session()).isEqualTo("s1");
        assertThat(call.actor().user()).isEqualTo("u1");
        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("f", null, null, "{}", "x"));
    }

    @Test
    void readsLiveKit() {
        Span tool = normalizer.normalize(RawSpans.named("function_tool")
                .with("lk.function_tool.id", "c1")
                .with("lk.function_tool.name", "f")
                .with("lk.function_tool.arguments", "{}")
                .with("lk.function_tool.output", "no")
                .with("lk.function_tool.is_error", true)
                .build());
        Span turn = normalizer.normalize(RawSpans.named("agent_turn")
                .with("lk.user_input", "Hi")
                .with("lk.response.text", "Ho")
                .with("lk.agent_label", "voice")
                .build());

        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("f", "c1", null, "{}", "no"));
        assertThat(tool.status().isError()).isTrue();
        assertThat(turn.operation().kind()).isEqualTo("step");
        assertThat(turn.operation().input()).containsExactly(Message.text("user", "Hi"));
        assertThat(turn.actor().agent()).isEqualTo("voice");
    }

    @Test
    void mlflowTellsCostsUsersAndVerdictsToo() {
        Span call = normalizer.normalize(RawSpans.named("chat")
                .with("mlflow.spanType", "\"CHAT_MODEL\"")
                .with("mlflow.llm.provider", "\"bedrock\"")
                .with("mlflow.trace.user", "\"u\"")
                .with(
                        "mlflow.chat.tokenUsage",
                        "{\"input_tokens\":10,\"output_tokens\":2,\"cache_read_input_tokens\":90}")
                .with("mlflow.llm.cost", "{\"input_cost\":0.25,\"output_cost\":0.25,\"total_cost\":0.5}")
                .build());
        Span guardrail = normalizer.normalize(RawSpans.named("g")
                .with("mlflow.spanType", "\"GUARDRAIL\"")
                .with("mlflow.spanOutputs", "{\"blocked\":true}")
                .build());

        assertThat(((Operation.ModelCall) call.operation()).provider()).isEqualTo("aws.bedrock");
        assertThat(call.actor().user()).isEqualTo("u");
        assertThat(call.usage()).isEqualTo(new Usage(100L, 2L, 90L, null, null, 0.5, true));
        assertThat(((Oversight.Guardrail) guardrail.operation()).verdict()).isEqualTo(Verdict.DENY);
    }

    @Test
    void whatMlflowHasNoTypeForIsReadByOpenTelemetrysNames() {
        Span span = normalizer.normalize(RawSpans.named("chat m")
                .with("mlflow.spanType", "\"UNKNOWN\"")
                .with("gen_ai.operation.name", "chat")
                .build());

        assertThat(span.operation().kind()).isEqualTo("model");
        assertThat(span.dialect()).isEqualTo("mlflow");
    }

    @Test
    void liveKitTellsTheCallInItsOwnNamesWhereNoEventsDo() {
        Operation.ModelCall call = (Operation.ModelCall) normalizer
                .normalize(RawSpans.named("llm_request")
                        .scope("livekit-agents")
                        .with(
                                "lk.chat_ctx",
                                "{\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[\"Hi\"]}]}")
                        .with("lk.response.text", "Yo")
                        .with("lk.response.function_calls", "[{\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}]")
                        .with("lk.response.ttft", 0.25)
                        .build())
                .operation();

        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output())
                .containsExactly(new Message(
                        "assistant", List.of(new Part.Text("Yo"), new Part.ToolCallRequest("c", "f", "{}")), null));
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(250_000_000L);
    }

    @Test
    void mlflowPassesOnTheBatchesOfLangChain() {
        Operation call = normalizer
                .normalize(RawSpans.named("ChatOpenAI")
                        .with("mlflow.spanType", "\"CHAT_MODEL\"")
                        .with("mlflow.spanInputs", "[[{\"content\":\"Hi\",\"type\":\"human\"}]]")
                        .with(
                                "mlflow.spanOutputs",
                                "{\"generations\":[[{\"text\":\"Yo\",\"message\":{\"content\":\"Yo\",\"type\":\"ai\"}}]]}")
                        .build())
                .operation();

        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Yo"));
    }
}
