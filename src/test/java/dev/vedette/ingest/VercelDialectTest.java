package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VercelDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans operation(String id) {
        return RawSpans.named(id).scope("ai").with("ai.operationId", id);
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        "ai.generateText, agent",
        "ai.streamText, agent",
        "ai.generateObject, agent",
        "ai.streamObject, agent",
        "ai.generateText.doGenerate, model",
        "ai.streamText.doStream, model",
        "ai.generateObject.doGenerate, model",
        "ai.streamObject.doStream, model",
        "ai.toolCall, tool",
        "ai.embed, step",
        "ai.embed.doEmbed, embedding",
        "ai.embedMany, step",
        "ai.embedMany.doEmbed, embedding",
        "ai.rerank, step",
        "ai.rerank.doRerank, retrieval"
    })
    void knowsEveryOperation(String id, String kind) {
        Span span = normalizer.normalize(operation(id).build());

        assertThat(span.dialect()).isEqualTo("vercel-ai");
        assertThat(span.operation().kind()).isEqualTo(kind);
    }

    @Test
    void readsACallOfAModel() {
        Span span = normalizer.normalize(operation("ai.streamText.doStream")
                .with("ai.telemetry.functionId", "weather")
                .with("ai.telemetry.metadata.sessionId", "s1")
                .with("ai.telemetry.metadata.userId", "u1")
                .with("ai.model.id", "gpt-4o")
                .with("ai.model.provider", "openai.chat")
                .with("gen_ai.system", "openai.chat")
                .with("ai.settings.maxOutputTokens", 100L)
                .with("ai.settings.temperature", 0.5)
                .with("ai.settings.stopSequences", List.of("END"))
                .with(
                        "ai.prompt.messages",
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},"
                                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool-call\",\"toolCallId\":\"c1\","
                                + "\"toolName\":\"f\",\"input\":{\"a\":1}}]},"
                                + "{\"role\":\"tool\",\"content\":[{\"type\":\"tool-result\",\"toolCallId\":\"c1\","
                                + "\"toolName\":\"f\",\"output\":{\"type\":\"json\",\"value\":{\"b\":2}}}]}]")
                .with("ai.prompt.tools", List.of("{\"type\":\"function\",\"name\":\"f\",\"inputSchema\":{}}"))
                .with("ai.response.reasoning", "Hm")
                .with("ai.response.text", "Yes")
                .with("ai.response.toolCalls", "[{\"toolCallId\":\"c2\",\"toolName\":\"g\",\"input\":\"{}\"}]")
                .with("ai.response.files", "[{\"type\":\"file\",\"mediaType\":\"image/png\",\"data\":\"AAAA\"}]")
                .with("ai.response.finishReason", "tool-calls")
                .with("ai.response.id", "r1")
                .with("ai.response.model", "gpt-4o-2024")
                .with("ai.response.msToFirstChunk", 1.5)
                .with("ai.usage.inputTokens", 20L)
                .with("ai.usage.outputTokens", 7L)
                .with("ai.usage.cachedInputTokens", 4L)
                .with("ai.usage.reasoningTokens", 3L)
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.requestModel()).isEqualTo("gpt-4o");
        assertThat(call.responseModel()).isEqualTo("gpt-4o-2024");
        assertThat(call.input())
                .containsExactly(
                        Message.text("user", "Hi"),
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "f", "{\"a\":1}")), null),
                        new Message("tool", List.of(new Part.ToolCallResponse("c1", "{\"b\":2}")), null));
        assertThat(call.output())
                .containsExactly(new Message(
                        "assistant",
                        List.of(
                                new Part.Reasoning("Hm"),
                                new Part.Text("Yes"),
                                new Part.ToolCallRequest("c2", "g", "{}"),
                                new Part.Media("image/png", "inline")),
                        null));
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("f");
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(1_500_000);
        assertThat(call.request().maxTokens()).isEqualTo(100);
        assertThat(call.request().temperature()).isEqualTo(0.5);
        assertThat(call.request().stop()).containsExactly("END");
        assertThat(call.response().id()).isEqualTo("r1");
        assertThat(span.usage()).isEqualTo(new Usage(20L, 7L, 4L, null, 3L, null, true));
        assertThat(span.actor().agent()).isEqualTo("weather");
        assertThat(span.actor().session()).isEqualTo("s1");
        assertThat(span.actor().user()).isEqualTo("u1");
        assertThat(span.actor().framework()).isEqualTo("vercel-ai");
    }

    @Test
    void aWrapperOnlyRepeatsWhatTheCallsBelowItUsed() {
        Span span = normalizer.normalize(operation("ai.generateText")
                .with("resource.name", "weather")
                .with("ai.prompt", "{\"system\":\"Be terse.\",\"prompt\":\"Hi\"}")
                .with("ai.response.text", "Yes")
                .with("ai.usage.promptTokens", 20L)
                .with("ai.usage.completionTokens", 7L)
                .build());

        assertThat(span.operation())
                .isEqualTo(new Operation.AgentRun(
                        Extent.AGENT,
                        List.of(Message.text("system", "Be terse."), Message.text("user", "Hi")),
                        List.of(Message.text("assistant", "Yes")),
                        List.of()));
        assertThat(span.usage()).isEqualTo(new Usage(20L, 7L, null, null, null, null, false));
        assertThat(span.actor().agent()).isEqualTo("weather");
    }

    @Test
    void readsTheNamesOfOldVersions() {
        Span span = normalizer.normalize(operation("ai.generateObject.doGenerate")
                .with("ai.model.provider", "anthropic.messages")
                .with("ai.result.object", "{\"city\":\"Paris\"}")
                .with("ai.finishReason", "length")
                .with("ai.settings.maxTokens", 9L)
                .with("ai.usage.promptTokens", 5L)
                .with("ai.usage.completionTokens", 7L)
                .with(
                        "ai.response.providerMetadata",
                        "{\"anthropic\":{\"cacheCreationInputTokens\":30,\"cacheReadInputTokens\":10,"
                                + "\"usage\":{\"service_tier\":\"standard\"}}}")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.output()).containsExactly(Message.text("assistant", "{\"city\":\"Paris\"}"));
        assertThat(call.finishReasons()).containsExactly("length");
        assertThat(call.request().maxTokens()).isEqualTo(9);
        assertThat(call.response().serviceTier()).isEqualTo("standard");
        assertThat(span.usage()).isEqualTo(new Usage(45L, 7L, 10L, 30L, null, null, true));
    }

    @Test
    void readsToolsEmbeddingsAndRankings() {
        assertThat(normalizer
                        .normalize(operation("ai.toolCall")
                                .with("ai.toolCall.name", "f")
                                .with("ai.toolCall.id", "c1")
                                .with("ai.toolCall.args", "{\"a\":1}")
                                .with("ai.toolCall.result", "\"14\"")
                                .build())
                        .operation())
                .isEqualTo(new Operation.ToolCall("f", "c1", null, "{\"a\":1}", "\"14\""));
        Span embedding = normalizer.normalize(operation("ai.embedMany.doEmbed")
                .with("ai.model.id", "text-embedding-3-small")
                .with("ai.model.provider", "openai.embedding")
                .with("ai.values", List.of("\"one\"", "\"two\""))
                .with("ai.usage.tokens", 4L)
                .build());
        assertThat(embedding.operation())
                .isEqualTo(new Operation.Embedding("openai", "text-embedding-3-small", List.of("one", "two"), null));
        assertThat(embedding.usage().inputTokens()).isEqualTo(4);
        Operation.Retrieval ranking = (Operation.Retrieval) normalizer
                .normalize(operation("ai.rerank.doRerank")
                        .with("ai.model.id", "rerank-v3")
                        .with("ai.documents", List.of("\"one\"", "{\"text\":\"two\"}"))
                        .build())
                .operation();
        assertThat(ranking.source()).isEqualTo("rerank-v3");
        assertThat(ranking.documents()).hasSize(2);
    }

    @Test
    void aRankingTellsDocumentsInTheirNewOrder() {
        Operation.Retrieval ranking = (Operation.Retrieval) normalizer
                .normalize(operation("ai.rerank.doRerank")
                        .with("ai.documents", List.of("\"one\"", "\"two\""))
                        .with(
                                "ai.ranking",
                                List.of(
                                        "{\"index\":1,\"relevanceScore\":0.9}",
                                        "{\"index\":0,\"relevanceScore\":0.5}",
                                        "{\"index\":7,\"relevanceScore\":0.1}"))
                        .build())
                .operation();

        assertThat(ranking.documents()).containsExactly(new Document(null, 0.9, "two"), new Document(null, 0.5, "one"));
    }

    @ParameterizedTest
    @CsvSource({"openai/gpt-4o, openai", "somebody/else, gateway"})
    void behindVercelsGatewayTheModelTellsTheProvider(String model, String provider) {
        Span span = normalizer.normalize(operation("ai.generateText.doGenerate")
                .with("ai.model.provider", "gateway")
                .with("ai.model.id", model)
                .build());

        assertThat(((Operation.ModelCall) span.operation()).provider()).isEqualTo(provider);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "openai.responses, openai",
        "anthropic, anthropic",
        "google.generative-ai, gcp.gemini",
        "google.vertex.chat, gcp.vertex_ai",
        "amazon-bedrock, aws.bedrock",
        "azure-openai.chat, azure.ai.openai",
        "xai.chat, x_ai",
        "mistral.chat, mistral_ai"
    })
    void namesProvidersAsOpenTelemetryDoes(String sent, String provider) {
        Span span = normalizer.normalize(operation("ai.generateText.doGenerate")
                .with("ai.model.provider", sent)
                .build());

        assertThat(((Operation.ModelCall) span.operation()).provider()).isEqualTo(provider);
    }

    @Test
    void anAnswerThatEndedInAnErrorFailed() {
        Span span = normalizer.normalize(operation("ai.streamText.doStream")
                .with("ai.response.finishReason", "error")
                .event("ai.stream.firstChunk", Map.of("ai.stream.msToFirstChunk", 0.001))
                .build());

        assertThat(span.status().isError()).isTrue();
        assertThat(((Operation.ModelCall) span.operation()).timeToFirstTokenNanos())
                .isEqualTo(1_000);
    }

    @Test
    void sinceVersion7TheCallAloneCounts() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("invoke_agent gpt")
                        .id("a")
                        .scope("gen_ai")
                        .with("gen_ai.operation.name", "invoke_agent")
                        .with("gen_ai.agent.name", "weather")
                        .with("gen_ai.usage.input_tokens", 5L)
                        .build(),
                RawSpans.named("step 1")
                        .id("b")
                        .under("a")
                        .scope("gen_ai")
                        .with("gen_ai.operation.name", "agent_step")
                        .with("ai.usage.outputTokenDetails.reasoningTokens", 2L)
                        .build(),
                RawSpans.named("chat gpt")
                        .id("c")
                        .under("b")
                        .scope("gen_ai")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.usage.input_tokens", 5L)
                        .with("ai.usage.outputTokenDetails.reasoningTokens", 2L)
                        .build()));

        assertThat(spans).allSatisfy(span -> assertThat(span.dialect()).isEqualTo("vercel-ai"));
        assertThat(spans).extracting(span -> span.operation().kind()).containsExactly("agent", "step", "model");
        assertThat(spans).extracting(span -> span.usage().own()).containsExactly(false, false, true);
        assertThat(spans).extracting(span -> span.actor().agent()).containsOnly("weather");
        assertThat(spans.get(2).usage().reasoningTokens()).isEqualTo(2);
    }

    @Test
    void readsWhatWasReallySent() {
        RealSpans legacy = RealSpans.of("vercel-ai", "langwatch-opencode-B.doStream.json");
        RealSpans current = RealSpans.of("vercel-ai", "captured-ai7-genai-traces.json");

        assertThat(legacy.first(Operation.ModelCall.class).tools()).hasSize(11);
        assertThat(legacy.tokens()).isEqualTo(12_645);
        assertThat(current.kinds()).contains("agent", "step", "model", "tool", "embedding");
        assertThat(current.tokens()).isEqualTo(2 * (153 + 30) + 61 + 15 + 5);
    }

    @Test
    void leavesOtherSpansAlone() {
        assertThat(normalizer
                        .normalize(RawSpans.named("GET").scope("gen_ai").build())
                        .dialect())
                .isEqualTo("none");
    }
}
