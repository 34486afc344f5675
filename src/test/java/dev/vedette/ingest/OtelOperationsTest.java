package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations of OpenTelemetry's conventions beside the calls of models and tools. */
class OtelOperationsTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsMcp() {
        Span call = normalizer.normalize(RawSpans.named("tools/call search")
                .with("mcp.method.name", "tools/call")
                .with("server.address", "mcp.example.com")
                .with("mcp.session.id", "m1")
                .with("error.type", "tool_error")
                .build());
        Span resource = normalizer.normalize(RawSpans.named("resources/read")
                .with("mcp.method.name", "resources/read")
                .with("mcp.resource.uri", "file:///a")
                .build());
        Span ping = normalizer.normalize(
                RawSpans.named("ping").with("mcp.method.name", "ping").build());

        assertThat(call.operation())
                .isEqualTo(new Operation.ToolCall(
                        "search",
                        null,
                        "mcp.example.com",
                        null,
                        null,
                        null,
                        null,
                        new McpExchange("tools/call", "mcp.example.com", null, "m1", null, null)));
        assertThat(call.status().isError()).isTrue();
        assertThat(call.status().errorType()).isEqualTo("tool_error");
        assertThat(call.actor().session()).isEqualTo("m1");
        assertThat(resource.operation())
                .isEqualTo(new Operation.Retrieval(
                        "file:///a",
                        null,
                        List.of(),
                        null,
                        new McpExchange("resources/read", null, null, null, null, "file:///a")));
        assertThat(ping.operation())
                .isEqualTo(new Operation.McpRequest(new McpExchange("ping", null, null, null, null, null)));
        assertThat(ping.dialect()).isEqualTo("otel-genai");
    }

    @Test
    void readsEmbeddingsAndRetrieval() {
        Span embedding = normalizer.normalize(RawSpans.named("embeddings m")
                .with("gen_ai.operation.name", "embeddings")
                .with("gen_ai.request.model", "m")
                .with("gen_ai.provider.name", "openai")
                .build());
        Span retrieval = normalizer.normalize(RawSpans.named("retrieval kb")
                .with("gen_ai.operation.name", "retrieval")
                .with("gen_ai.data_source.id", "kb")
                .with("gen_ai.retrieval.query.text", "q")
                .with("gen_ai.retrieval.documents", "[{\"id\":\"1\",\"content\":\"text\"},{\"id\":\"2\"}]")
                .build());

        assertThat(embedding.operation()).isEqualTo(new Operation.Embedding("openai", "m"));
        assertThat(retrieval.operation())
                .isEqualTo(new Operation.Retrieval(
                        "kb", "q", List.of(new Document("1", null, "text"), new Document("2", null, ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "invoke_agent, agent",
        "create_agent, agent",
        "invoke_workflow, workflow",
        "agent_step, step",
        "chain, step",
        "plan, plan",
        "search_memory, memory",
        "upsert_memory, memory",
        "delete_memory_store, memory",
        "rerank, retrieval",
        "run_guardrail, guardrail",
        "fetch_response, model",
        "something_new, other"
    })
    void everyOperationHasItsKind(String name, String kind) {
        Span span = normalizer.normalize(
                RawSpans.named(name).with("gen_ai.operation.name", name).build());

        assertThat(span.operation().kind()).isEqualTo(kind);
        assertThat(span.dialect()).isEqualTo("otel-genai");
    }

    @Test
    void readsMemory() {
        Span span = normalizer.normalize(RawSpans.named("search_memory")
                .with("gen_ai.operation.name", "search_memory")
                .with("gen_ai.memory.store.id", "m")
                .with("gen_ai.memory.query.text", "q")
                .with("gen_ai.memory.records", "[{\"id\":\"r\",\"content\":\"likes tea\",\"score\":0.9}]")
                .build());

        assertThat(span.operation())
                .isEqualTo(
                        new Operation.Memory("search_memory", "m", "q", List.of(new Document("r", 0.9, "likes tea"))));
    }

    @Test
    void readsWhatWasAskedForAndHowItWasAnswered() {
        Span span = normalizer.normalize(RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.request.temperature", 0.5)
                .with("gen_ai.request.top_k", 40L)
                .with("gen_ai.request.seed", "7")
                .with("gen_ai.request.stream", true)
                .with("gen_ai.request.reasoning.level", "high")
                .with("gen_ai.response.id", "r1")
                .with("openai.response.service_tier", "flex")
                .with("gen_ai.response.time_to_first_chunk", 0.5)
                .with("gen_ai.usage.input_tokens", 9L)
                .with("gen_ai.usage.audio.input_tokens", 4L)
                .build());
        Operation.ModelCall call = (Operation.ModelCall) span.operation();

        assertThat(call.request())
                .isEqualTo(new RequestParameters(
                        0.5, null, 40.0, null, List.of(), 7L, null, null, null, "high", null, true, null));
        assertThat(call.response()).isEqualTo(new ResponseDetails("r1", "flex", null, null));
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(500_000_000);
        assertThat(span.usage()).isEqualTo(new Usage(9L, null, null, null, null, 4L, null, null, true, false));
    }

    @Test
    void readsGuardrailsAndEvaluations() {
        Span guardrail = normalizer.normalize(RawSpans.named("run_guardrail")
                .with("gen_ai.operation.name", "run_guardrail")
                .with("gen_ai.guardrail.verdict.type", "deny")
                .with("gen_ai.guardrail.verdict.reason", "it asks for a password")
                .build());
        LogEvent evaluation = normalizer.normalize(RawSpans.log(
                "gen_ai.evaluation.result",
                null,
                Map.of(
                        "gen_ai.evaluation.name", "relevance",
                        "gen_ai.evaluation.score.value", "0.25",
                        "gen_ai.evaluation.score.label", "poor",
                        "gen_ai.response.id", "r1")));

        assertThat(guardrail.operation())
                .isEqualTo(new Oversight.Guardrail(null, Verdict.DENY, "it asks for a password"));
        assertThat(evaluation.operation()).isEqualTo(new Oversight.Evaluation("relevance", 0.25, "poor", null, "r1"));
    }

    @Test
    void anAgentWithinAnAgentActsForIt() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("invoke_agent boss")
                        .id("a")
                        .with("gen_ai.operation.name", "invoke_agent")
                        .build(),
                RawSpans.named("invoke_agent clerk")
                        .id("b")
                        .under("a")
                        .with("gen_ai.operation.name", "invoke_agent")
                        .with("gen_ai.agent.description", "files things")
                        .build(),
                RawSpans.named("chat")
                        .id("c")
                        .under("b")
                        .with("gen_ai.operation.name", "chat")
                        .build()));

        assertThat(spans.get(2).actor().agent()).isEqualTo("clerk");
        assertThat(spans.get(2).actor().parentAgent()).isEqualTo("boss");
        assertThat(spans.get(2).actor().agentDescription()).isEqualTo("files things");
        assertThat(spans.get(0).actor().parentAgent()).isNull();
    }

    @ParameterizedTest(name = "an operation {0} with {1}: {2}")
    @CsvSource({
        "messages, gen_ai.request.model, model",
        "messages, gen_ai.input.messages, model",
        "use, gen_ai.tool.name, tool",
        "judge, gen_ai.evaluation.name, evaluation",
        "invent, gen_ai.conversation.id, other"
    })
    void anOperationOfAnUnknownNameIsKnownByItsOtherAttributes(String operation, String attribute, String kind) {
        Span span = normalizer.normalize(RawSpans.named("x")
                .with("gen_ai.operation.name", operation)
                .with(attribute, "y")
                .build());

        assertThat(span.operation().kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "a span of {0} with an evaluation's event: {1}")
    @CsvSource({"chat, model", "'', evaluation"})
    void anEvaluationMayBeAnEventOfASpan(String operation, String kind) {
        Span span = normalizer.normalize(RawSpans.named("x")
                .with("gen_ai.operation.name", operation)
                .event("gen_ai.evaluation.result", Map.of("gen_ai.evaluation.name", "tone"))
                .build());

        assertThat(span.operation().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "rerank, gen_ai.request.model, rerank-3",
        "retrieval, gen_ai.data_source.id, handbook",
        "retrieval, aws.bedrock.knowledge_base.id, KB1"
    })
    void aRetrievalIsOfADataSourceAndARankingByAModel(String operation, String attribute, String source) {
        Span span = normalizer.normalize(RawSpans.named("x")
                .with("gen_ai.operation.name", operation)
                .with(attribute, source)
                .build());

        assertThat(((Operation.Retrieval) span.operation()).source()).isEqualTo(source);
    }

    @Test
    void whatIsEmbeddedOrRememberedMayBeTold() {
        Span embedding = normalizer.normalize(RawSpans.named("embeddings m")
                .with("gen_ai.operation.name", "embeddings")
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]")
                .build());
        Span memory = normalizer.normalize(RawSpans.named("delete_memory")
                .with("gen_ai.operation.name", "delete_memory")
                .with("gen_ai.memory.record.id", "r7")
                .build());

        assertThat(embedding.operation()).isEqualTo(new Operation.Embedding(null, null, List.of("Hi"), null));
        assertThat(((Operation.Memory) memory.operation()).records()).containsExactly(new Document("r7", null, ""));
    }

    @Test
    void theDetailsOfAnOperationMayLieInTheBodyOfALogRecord() {
        LogEvent log = normalizer.normalize(RawSpans.log(
                "gen_ai.client.inference.operation.details",
                Map.of("gen_ai.input.messages", List.of(Map.of("role", "user", "content", "Hi"))),
                Map.of("gen_ai.operation.name", "chat")));

        assertThat(log.input()).containsExactly(Message.text("user", "Hi"));
    }

    @Test
    void aWorkflowIsNamedByItsSpanAtLeast() {
        Span span = normalizer.normalize(RawSpans.named("invoke_workflow refunds")
                .with("gen_ai.operation.name", "invoke_workflow")
                .build());

        assertThat(span.actor().agent()).isEqualTo("refunds");
    }

    @ParameterizedTest(name = "{0} with the name {1}: {2}")
    @CsvSource({"invoke_agent weather, '', weather", "invoke_agent, '', a7", "invoke_agent weather, rain, rain"})
    void anAgentIsCalledByItsIdOnlyWhereNothingNamesIt(String span, String name, String agent) {
        Span read = normalizer.normalize(RawSpans.named(span)
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.agent.name", name)
                .with("gen_ai.agent.id", "a7")
                .build());

        assertThat(read.actor().agent()).isEqualTo(agent);
        assertThat(read.actor().agentId()).isEqualTo("a7");
    }
}
