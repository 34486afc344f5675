package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrandsDialectTest {
    private static final String SCOPE = "strands.telemetry.tracer";

    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsACallFromItsEvents() {
        Span span = normalizer.normalize(RawSpans.named("chat")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.system", "strands-agents")
                .with("gen_ai.request.model", "us.anthropic.claude-sonnet-4-20250514-v1:0")
                .with("gen_ai.usage.prompt_tokens", 10L)
                .with("gen_ai.usage.input_tokens", 10L)
                .with("gen_ai.usage.completion_tokens", 4L)
                .with("gen_ai.usage.cache_read_input_tokens", 6L)
                .with("gen_ai.server.time_to_first_token", 20L)
                .event("gen_ai.system.message", Map.of("content", "[{\"text\": \"Be terse\"}]"))
                .event(
                        "gen_ai.tool.message",
                        Map.of(
                                "content",
                                "[{\"toolResult\": {\"toolUseId\": \"c0\", \"content\": [{\"text\": \"14\"}]}}]"))
                .event(
                        "gen_ai.choice",
                        Map.of(
                                "finish_reason",
                                "end_turn",
                                "message",
                                "[{\"reasoningContent\": {\"reasoningText\":"
                                        + " {\"text\": \"Hm\"}}}, {\"text\": \"It rains\"}]"))
                .build());

        assertThat(span.dialect()).isEqualTo("aws-strands");
        assertThat(span.actor().framework()).isEqualTo("aws-strands");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("aws.bedrock");
        assertThat(call.input())
                .containsExactly(
                        Message.text("system", "Be terse"),
                        new Message("tool", List.of(new Part.ToolCallResponse("c0", "[{\"text\":\"14\"}]")), null));
        assertThat(call.output())
                .containsExactly(
                        new Message("assistant", List.of(new Part.Reasoning("Hm"), new Part.Text("It rains")), "stop"));
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(20_000_000L);
        assertThat(span.usage().inputTokens()).isEqualTo(10L);
        assertThat(span.usage().cacheReadTokens()).isEqualTo(6L);
    }

    @Test
    void theServicesNameIsNoProvider() {
        Span span = normalizer.normalize(RawSpans.named("chat")
                .scope("shop")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "shop")
                .with("gen_ai.request.model", "gpt-4o-mini")
                .with("gen_ai.event.start_time", "2026-11-22T23:25:56.186Z")
                .build());

        assertThat(span.dialect()).isEqualTo("aws-strands");
        assertThat(((Operation.ModelCall) span.operation()).provider()).isEqualTo("openai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"execute_event_loop_cycle", "execute_agent_loop_cycle", "Cycle 29f8"})
    void aTurnOfTheLoopIsAStepAndNoCall(String name) {
        Span span = normalizer.normalize(RawSpans.named(name)
                .event("gen_ai.user.message", Map.of("content", "[{\"text\": \"Hi\"}]"))
                .event(
                        "gen_ai.choice",
                        Map.of(
                                "message",
                                "[{\"text\": \"Ho\"}]",
                                "tool.result",
                                "[{\"toolResult\": {\"toolUseId\": \"c1\", \"content\": \"x\"}}]"))
                .build());

        Operation.AgentRun run = (Operation.AgentRun) span.operation();
        assertThat(run.extent()).isEqualTo(Extent.STEP);
        assertThat(run.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(run.output())
                .containsExactly(
                        Message.text("assistant", "Ho"),
                        new Message("tool", List.of(new Part.ToolCallResponse("c1", "x")), null));
        assertThat(span.usage().own()).isFalse();
    }

    @Test
    void readsAnAgentWhoseTokensAreThoseOfItsCalls() {
        Span span = normalizer.normalize(RawSpans.named("invoke_agent weather")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.agent.tools", "[\"f\"]")
                .with("system_prompt", "\"Be terse\"")
                .with("session.id", "s1")
                .with("user.id", "u1")
                .with("gen_ai.usage.input_tokens", 10L)
                .event("gen_ai.user.message", Map.of("content", "[{\"text\": \"Hi\"}]"))
                .build());

        Operation.AgentRun run = (Operation.AgentRun) span.operation();
        assertThat(run.extent()).isEqualTo(Extent.AGENT);
        assertThat(run.input()).containsExactly(Message.text("system", "Be terse"), Message.text("user", "Hi"));
        assertThat(run.tools()).hasSize(1);
        assertThat(span.actor().agent()).isEqualTo("weather");
        assertThat(span.actor().session()).isEqualTo("s1");
        assertThat(span.actor().user()).isEqualTo("u1");
        assertThat(span.usage().own()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke_swarm", "invoke_graph"})
    void severalAgentsAreAWorkflow(String operation) {
        Span span = normalizer.normalize(RawSpans.named(operation)
                .scope(SCOPE)
                .with("gen_ai.operation.name", operation)
                .build());

        assertThat(((Operation.AgentRun) span.operation()).extent()).isEqualTo(Extent.WORKFLOW);
    }

    @Test
    void readsAToolFromItsEvents() {
        Span span = normalizer.normalize(RawSpans.named("execute_tool f")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", "f")
                .with("gen_ai.tool.call.id", "c1")
                .with("gen_ai.tool.status", "error")
                .event("gen_ai.tool.message", Map.of("role", "tool", "content", "{\"a\":1}", "id", "c1"))
                .event("gen_ai.choice", Map.of("message", "[{\"text\": \"no\"}]", "id", "c1"))
                .build());

        assertThat(span.operation())
                .isEqualTo(new Operation.ToolCall("f", "c1", null, "{\"a\":1}", "[{\"text\": \"no\"}]"));
        assertThat(span.status().isError()).isTrue();
    }

    @Test
    void readsTheNamesOfEarlyVersions() {
        Span tool = normalizer.normalize(RawSpans.named("Tool: f")
                .with("event_loop.cycle_id", "29f8")
                .with("tool.id", "c1")
                .with("tool.parameters", "{}")
                .with("tool.result", "14")
                .with("tool.status", "error")
                .build());
        Span call = normalizer.normalize(RawSpans.named("Model invoke 1")
                .with("event_loop.cycle_id", "29f8")
                .with("gen_ai.prompt.0.role", "user")
                .with("gen_ai.prompt.0.content.0.text", "yo")
                .with("gen_ai.completion.0.text", "Hello")
                .build());

        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("f", "c1", null, "{}", "14"));
        assertThat(tool.status().isError()).isTrue();
        assertThat(((Operation.ModelCall) call.operation()).input()).containsExactly(Message.text("user", "yo"));
        assertThat(((Operation.ModelCall) call.operation()).output())
                .containsExactly(Message.text("assistant", "Hello"));
    }
}
