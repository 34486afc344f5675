package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenLitDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsAPromptThatIsOneText() {
        Span span = normalizer.normalize(openLit("openai.chat.completions")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.system", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.request.is_stream", true)
                .with("gen_ai.request.user", "u1")
                .with("gen_ai.usage.cost", 0.5)
                .with("gen_ai.server.time_to_first_token", 0.25)
                .event(
                        "gen_ai.content.prompt",
                        Map.of("gen_ai.prompt", "system: Be terse\nreally\nuser: What is x: y?\nsay: it"))
                .event("gen_ai.content.completion", Map.of("gen_ai.completion", "Ho"))
                .build());

        assertThat(span.dialect()).isEqualTo("openlit");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input())
                .containsExactly(
                        Message.text("system", "Be terse\nreally"), Message.text("user", "What is x: y?\nsay: it"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Ho"));
        assertThat(call.request().stream()).isTrue();
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(250_000_000L);
        assertThat(span.usage().costUsd()).isEqualTo(0.5);
        assertThat(span.actor().user()).isEqualTo("u1");
    }

    @Test
    void readsToolsGuardsAndLookUps() {
        Span tool = normalizer.normalize(openLit("execute_tool f")
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", "f")
                .with("gen_ai.tool.args", "{}")
                .with("gen_ai.tool.output", "x")
                .build());
        Span guard = normalizer.normalize(openLit("guard")
                .with("guard.verdict", "yes")
                .with("guard.validator", "prompt_injection")
                .with("guard.explanation", "why")
                .build());
        Span lookUp = normalizer.normalize(openLit("chroma.query")
                .with("gen_ai.operation.name", "vectordb")
                .with("db.collection.name", "docs")
                .build());

        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("f", null, null, "{}", "x"));
        assertThat(guard.operation()).isEqualTo(new Oversight.Guardrail("prompt_injection", Verdict.DENY, "why"));
        assertThat(lookUp.operation()).isEqualTo(new Operation.Retrieval("docs", null, List.of()));
    }

    @Test
    void readsTheSessionOfACodingAgent() {
        Span span = normalizer.normalize(RawSpans.named("coding_agent.session")
                .with("coding_agent.session.id", "s1")
                .with("coding_agent.client", "cursor")
                .with("gen_ai.user.name", "u1")
                .with("coding_agent.session.cost_usd", 0.5)
                .build());

        assertThat(span.operation().kind()).isEqualTo("agent");
        assertThat(span.actor().session()).isEqualTo("s1");
        assertThat(span.actor().agent()).isEqualTo("cursor");
        assertThat(span.actor().user()).isEqualTo("u1");
        assertThat(span.usage().costUsd()).isEqualTo(0.5);
        assertThat(span.usage().own()).isFalse();
    }

    @Test
    void readsTheTurnsOfACodingAgent() {
        Span prompt = turn("prompt");
        Span response = turn("response");

        assertThat(prompt.operation()).isInstanceOf(Operation.UserPrompt.class);
        assertThat(response.operation()).isInstanceOf(Operation.ModelCall.class);
        assertThat(response.usage().own()).isTrue();
    }

    @Test
    void readsToolsAndDecisionsOfACodingAgent() {
        Span tool = normalizer.normalize(RawSpans.named("coding_agent.tool.call")
                .with("gen_ai.tool.name", "Shell")
                .with("gen_ai.tool.call.arguments", "ls")
                .with("coding_agent.mcp.server.name", "files")
                .with("coding_agent.tool.errored", "true")
                .build());
        Span decision = normalizer.normalize(RawSpans.named("coding_agent.edit.decision")
                .with("coding_agent.edit.decision", "auto_accepted")
                .with("coding_agent.edit.source", "policy")
                .with("coding_agent.edit.tool.name", "Write")
                .build());
        LogEvent policy = normalizer.normalize(RawSpans.log(
                "coding_agent.session.permission_mode_changed",
                null,
                Map.of("coding_agent.policy.permission_mode", "bypassPermissions")));

        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("Shell", null, "files", "ls", null));
        assertThat(tool.status().isError()).isTrue();
        assertThat(decision.operation())
                .isEqualTo(new Oversight.Decision("Write", null, Verdict.ALLOW, "auto_accepted", "policy", null));
        assertThat(policy.operation())
                .isEqualTo(new Oversight.Policy("bypassPermissions", null, null, null, List.of()));
    }

    private Span turn(String kind) {
        return normalizer.normalize(RawSpans.named("coding_agent.llm.turn")
                .with("coding_agent.turn.kind", kind)
                .with("gen_ai.request.model", "gpt-5")
                .with("gen_ai.usage.input_tokens", 3L)
                .build());
    }

    private static RawSpans openLit(String name) {
        return RawSpans.named(name).scope("openlit.otel.tracing");
    }

    @ParameterizedTest
    @CsvSource({"mcp.tool.name, tool", "mcp.server.name, mcp"})
    void requestsByMcpHaveNamesOfItsOwn(String key, String kind) {
        Span span = normalizer.normalize(RawSpans.named("mcp tools/call")
                .scope("openlit.instrumentation.mcp")
                .with(key, "weather")
                .with("mcp.method", "tools/call")
                .with("mcp.tool.arguments", "{}")
                .with("mcp.transport.type", "stdio")
                .build());

        assertThat(span.operation().kind()).isEqualTo(kind);
        if (span.operation() instanceof Operation.ToolCall call) {
            assertThat(call.tool()).isEqualTo("weather");
            assertThat(call.arguments()).isEqualTo("{}");
            assertThat(call.isByMcp()).isTrue();
        }
    }
}
