package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLlmetryDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsFlattenedMessages() {
        Span span = normalizer.normalize(RawSpans.named("openai.chat")
                .with("llm.request.type", "chat")
                .with("gen_ai.system", "OpenAI")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.prompt.0.role", "user")
                .with("gen_ai.prompt.0.content", "[{\"type\":\"text\",\"text\":\"Hi\"}]")
                .with("gen_ai.prompt.1.role", "tool")
                .with("gen_ai.prompt.1.content", "14")
                .with("gen_ai.prompt.1.tool_call_id", "c0")
                .with("gen_ai.completion.0.role", "assistant")
                .with("gen_ai.completion.0.finish_reason", "tool_calls")
                .with("gen_ai.completion.0.tool_calls.0.id", "c1")
                .with("gen_ai.completion.0.tool_calls.0.name", "f")
                .with("gen_ai.completion.0.tool_calls.0.arguments", "{}")
                .with("llm.request.functions.0.name", "f")
                .with("llm.request.functions.0.description", "does f")
                .with("gen_ai.usage.prompt_tokens", 14L)
                .with("llm.usage.total_tokens", 20L)
                .build());

        assertThat(span.dialect()).isEqualTo("openllmetry");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.input())
                .containsExactly(
                        Message.text("user", "Hi"),
                        new Message("tool", List.of(new Part.ToolCallResponse("c0", "14")), null));
        assertThat(call.output())
                .containsExactly(
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "f", "{}")), "tool_call"));
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.tools()).extracting(ToolDefinition::description).containsExactly("does f");
        assertThat(span.usage().outputTokens()).isEqualTo(6L);
    }

    @Test
    void readsWorkflowsAndTools() {
        Span workflow = normalizer.normalize(RawSpans.named("joke.workflow")
                .with("traceloop.span.kind", "workflow")
                .with("traceloop.entity.name", "joke")
                .with("traceloop.entity.input", "{\"inputs\":{\"topic\":\"cats\"},\"tags\":[]}")
                .with("traceloop.entity.output", "{\"outputs\":\"Miaow\"}")
                .with("traceloop.association.properties.session_id", "s7")
                .with("traceloop.association.properties.user_id", "u7")
                .build());
        Span tool = normalizer.normalize(RawSpans.named("search.tool")
                .with("traceloop.span.kind", "tool")
                .with("traceloop.entity.name", "search")
                .with("traceloop.entity.input", "{\"inputs\":{\"q\":1}}")
                .with("traceloop.entity.output", "plain text")
                .build());

        Operation.AgentRun run = (Operation.AgentRun) workflow.operation();
        assertThat(run.input()).containsExactly(Message.text("user", "{\"topic\":\"cats\"}"));
        assertThat(run.output()).containsExactly(Message.text("assistant", "Miaow"));
        assertThat(workflow.actor().agent()).isEqualTo("joke");
        assertThat(workflow.actor().session()).isEqualTo("s7");
        assertThat(workflow.actor().user()).isEqualTo("u7");
        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("search", null, null, "{\"q\":1}", "plain text"));
    }

    @Test
    void readsItsNewFormLikeOpenTelemetrys() {
        Span span = normalizer.normalize(RawSpans.named("openai.chat")
                .scope("@traceloop/instrumentation-openai")
                .with("gen_ai.operation.name", "chat")
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]")
                .build());

        assertThat(span.dialect()).isEqualTo("openllmetry");
        assertThat(((Operation.ModelCall) span.operation()).input()).containsExactly(Message.text("user", "Hi"));
    }

    @Test
    void leavesSpansAloneThatOnlyRanInsideAWorkflow() {
        Span span = normalizer.normalize(RawSpans.named("GET")
                .with("traceloop.workflow.name", "joke")
                .with("http.request.method", "GET")
                .build());

        assertThat(span.dialect()).isEqualTo("none");
        assertThat(span.operation()).isEqualTo(new Operation.Other());
    }

    @Test
    void langChainsMessagesAndToolsAreReadInsideOfAnEntity() {
        Span workflow = normalizer.normalize(RawSpans.named("agent.workflow")
                .with("traceloop.span.kind", "workflow")
                .with(
                        "traceloop.entity.input",
                        "{\"inputs\":{\"messages\":[{\"lc\":1,\"type\":\"constructor\","
                                + "\"id\":[\"langchain\",\"schema\",\"messages\",\"HumanMessage\"],"
                                + "\"kwargs\":{\"content\":\"Hi\",\"type\":\"human\"}}]}}")
                .build());
        Span tool = normalizer.normalize(RawSpans.named("search.tool")
                .with("traceloop.span.kind", "tool")
                .with("traceloop.entity.name", "search")
                .with("traceloop.entity.input", "{\"input_str\":\"q\",\"tags\":[]}")
                .with("traceloop.entity.output", "{\"output\":\"found\",\"kwargs\":{}}")
                .build());

        assertThat(workflow.operation().input()).containsExactly(Message.text("user", "Hi"));
        assertThat(tool.operation()).isEqualTo(new Operation.ToolCall("search", null, null, "q", "found"));
    }

    @Test
    void theProviderAndTheModelBehindLangChain() {
        Span span = normalizer.normalize(RawSpans.named("ChatBedrock.chat")
                .with("llm.request.type", "chat")
                .with("gen_ai.system", "Langchain")
                .with("traceloop.association.properties.ls_provider", "amazon_bedrock")
                .with("traceloop.association.properties.ls_model_name", "claude")
                .build());
        Operation.ModelCall call = (Operation.ModelCall) span.operation();

        assertThat(call.provider()).isEqualTo("aws.bedrock");
        assertThat(call.requestModel()).isEqualTo("claude");
        assertThat(span.actor().framework()).isEqualTo("langchain");
    }

    @Test
    void whatIsEmbeddedIsFlattenedLikeMessages() {
        Span span = normalizer.normalize(RawSpans.named("openai.embeddings")
                .with("llm.request.type", "embedding")
                .with("gen_ai.request.model", "e")
                .with("gen_ai.prompt.0.content", "one")
                .with("gen_ai.prompt.1.content", "two")
                .build());

        assertThat(span.operation()).isEqualTo(new Operation.Embedding(null, "e", List.of("one", "two"), null));
    }
}
