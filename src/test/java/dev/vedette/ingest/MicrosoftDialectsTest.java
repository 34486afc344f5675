package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Semantic Kernel, Agent Framework and AutoGen, which follow one another and share most of their names. */
class MicrosoftDialectsTest {
    private static final String KERNEL = "Microsoft.SemanticKernel.Diagnostics";

    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsACallOfSemanticKernel() {
        Span span = normalizer.normalize(RawSpans.named("chat.completions gpt-4o")
                .scope(KERNEL)
                .with("gen_ai.operation.name", "chat.completions")
                .with("gen_ai.system", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.finish_reason", "ToolCalls")
                .with("gen_ai.response.prompt_tokens", 10L)
                .with("gen_ai.response.completion_tokens", 4L)
                .with("sk.available_functions", "time-now, math-add")
                .event("gen_ai.user.message", Map.of("gen_ai.event.content", "{\"role\":\"user\",\"content\":\"Hi\"}"))
                .event(
                        "gen_ai.choice",
                        Map.of(
                                "gen_ai.event.content",
                                "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Ho\"}}"))
                .build());

        assertThat(span.dialect()).isEqualTo("semantic-kernel");
        assertThat(span.actor().framework()).isEqualTo("semantic-kernel");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Ho"));
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("time-now", "math-add");
        assertThat(span.usage().inputTokens()).isEqualTo(10L);
        assertThat(span.usage().outputTokens()).isEqualTo(4L);
    }

    @Test
    void readsAgentsAndToolsOfSemanticKernel() {
        Span agent = normalizer.normalize(RawSpans.named("invoke_agent writer")
                .scope("semantic_kernel.agents")
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.agent.name", "writer")
                .with("gen_ai.usage.input_tokens", 3L)
                .build());
        Span tool = normalizer.normalize(RawSpans.named("execute_tool time-now")
                .scope(KERNEL)
                .with("gen_ai.tool.call.id", "c1")
                .build());
        Span loop = normalizer.normalize(
                RawSpans.named("AutoFunctionInvocationLoop").scope(KERNEL).build());

        assertThat(agent.operation().kind()).isEqualTo("agent");
        assertThat(agent.usage().own()).isFalse();
        assertThat(agent.actor().agent()).isEqualTo("writer");
        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("time-now", "c1", null, null, null));
        assertThat(loop.operation().kind()).isEqualTo("step");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gen_ai.user.message", "gen_ai.tool.developer", "gen_ai.choice"})
    void readsLogRecordsOfSemanticKernel(String event) {
        LogEvent log = normalizer.normalize(
                RawSpans.log("", "{\"role\":\"user\",\"content\":\"Hi\"}", Map.of("event.name", event)));

        assertThat(log.input().size() + log.output().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "workflow.run, workflow",
        "workflow.build, step",
        "executor.process writer, step",
        "edge_group.process, other"
    })
    void readsWorkflowsOfAgentFramework(String name, String kind) {
        Span span = normalizer.normalize(RawSpans.named(name).build());

        assertThat(span.operation().kind()).isEqualTo(kind);
        assertThat(span.dialect()).isEqualTo("microsoft-agent-framework");
    }

    @Test
    void anAgentOfAgentFrameworkRepeatsItsCalls() {
        Span span = normalizer.normalize(RawSpans.named("invoke_agent writer")
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.provider.name", "microsoft.agent_framework")
                .with("gen_ai.conversation.id", "s1")
                .with("gen_ai.usage.input_tokens", 3L)
                .build());

        assertThat(span.dialect()).isEqualTo("microsoft-agent-framework");
        assertThat(((Operation.AgentRun) span.operation()).extent()).isEqualTo(Extent.AGENT);
        assertThat(span.usage().own()).isFalse();
        assertThat(span.actor().agent()).isEqualTo("writer");
        assertThat(span.actor().session()).isEqualTo("s1");
        assertThat(span.actor().framework()).isEqualTo("microsoft-agent-framework");
    }

    @Test
    void readsAutoGen() {
        Span edge = normalizer.normalize(RawSpans.named("autogen send writer.(default)-A")
                .scope("autogen-core")
                .with("messaging.operation", "send")
                .build());
        Span tool = normalizer.normalize(RawSpans.named("execute_tool f")
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.system", "autogen")
                .with("gen_ai.tool.name", "f")
                .build());

        assertThat(edge.dialect()).isEqualTo("autogen");
        assertThat(edge.operation()).isEqualTo(new Operation.Other());
        assertThat(tool.dialect()).isEqualTo("autogen");
        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("f", null, null, null, null));
        assertThat(tool.actor().framework()).isEqualTo("autogen");
    }
}
