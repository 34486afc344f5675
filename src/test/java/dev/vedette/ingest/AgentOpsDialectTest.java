package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentOpsDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans kind(String kind) {
        return RawSpans.named("weather." + kind).scope("agentops").with("agentops.span.kind", kind);
    }

    private Span read(RawSpans span) {
        return normalizer.normalize(span.build());
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        "session, workflow",
        "workflow, workflow",
        "team, workflow",
        "agent, agent",
        "agent.action, agent",
        "agent.thinking, plan",
        "task, step",
        "operation, step",
        "workflow.step, step",
        "chain, step",
        "tool, tool",
        "llm, model",
        "llm.call, model",
        "guardrail, guardrail",
        "http, other",
        "unknown, other"
    })
    void knowsEveryKind(String kind, String expected) {
        Span span = read(kind(kind));

        assertThat(span.dialect()).isEqualTo("agentops");
        assertThat(span.operation().kind()).isEqualTo(expected);
    }

    @Test
    void readsAnAgent() {
        Span span = read(kind("agent")
                .with("agentops.entity.input", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .with("agentops.entity.output", "\"Yes\"")
                .with("gen_ai.usage.prompt_tokens", 5L));

        assertThat(span.operation().input()).containsExactly(Message.text("user", "Hi"));
        assertThat(span.operation().output()).containsExactly(Message.text("assistant", "Yes"));
        assertThat(span.actor().agent()).isEqualTo("weather");
        assertThat(span.usage().own()).isFalse();
    }

    @Test
    void readsTheFlatMessagesOfACall() {
        Span span = read(RawSpans.named("openai.chat.completion")
                .with("agentops.span.kind", "llm")
                .with("gen_ai.system", "OpenAI")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.request.streaming", true)
                .with("gen_ai.prompt.0.role", "user")
                .with("gen_ai.prompt.0.content", "Hi")
                .with("gen_ai.completion.0.role", "assistant")
                .with("gen_ai.completion.0.finish_reason", "tool_calls")
                .with("gen_ai.completion.0.tool_calls.0.id", "c1")
                .with("gen_ai.completion.0.tool_calls.0.name", "f")
                .with("gen_ai.completion.0.tool_calls.0.arguments", "{}")
                .with("gen_ai.usage.prompt_tokens", 5L)
                .with("gen_ai.usage.completion_tokens", 2L));

        assertThat(span.dialect()).isEqualTo("agentops");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output())
                .containsExactly(
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "f", "{}")), "tool_call"));
        assertThat(call.request().stream()).isTrue();
        assertThat(span.usage().countedTokens()).isEqualTo(7);
    }

    @Test
    void readsToolsHandoffsAndGuardrails() {
        assertThat(read(kind("tool")
                                .with("tool.name", "f")
                                .with("tool.parameters", "{}")
                                .with("tool.result", "14"))
                        .operation())
                .isEqualTo(new Operation.ToolCall("f", null, null, "{}", "14"));
        assertThat(read(kind("tool").with("agentops.entity.name", "g").with("agentops.entity.input", "{\"a\":1}"))
                        .operation())
                .isEqualTo(new Operation.ToolCall("g", null, null, "{\"a\":1}", null));
        assertThat(read(kind("agent").with("from_agent", "a").with("to_agent", "b"))
                        .operation())
                .isEqualTo(new Operation.Handoff("a", "b"));
        assertThat(read(kind("guardrail").with("agentops.entity.output", "{\"tripwire_triggered\":true}"))
                        .operation())
                .isEqualTo(new Oversight.Guardrail("weather", Verdict.DENY, "{\"tripwire_triggered\":true}"));
    }

    @Test
    void knowsItsSpansWithoutAKind() {
        assertThat(read(RawSpans.named("x")
                                .scope("agentops.instrumentation.openai")
                                .with("gen_ai.request.model", "m"))
                        .operation()
                        .kind())
                .isEqualTo("model");
        assertThat(read(RawSpans.named("x").with("agentops.tags", List.of("a"))).dialect())
                .isEqualTo("none");
    }
}
