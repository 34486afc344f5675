package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenkitDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsACallWithToolsAndThoughts() {
        Span span = normalizer.normalize(action("googleai/gemini-2.0-flash", "model")
                .with(
                        "genkit:input",
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},{\"role\":\"tool\",\"content\":"
                                + "[{\"toolResponse\":{\"ref\":\"c0\",\"name\":\"f\",\"output\":14}}]}],\"config\":{\"temperature\":0.2},"
                                + "\"tools\":[{\"name\":\"f\",\"description\":\"d\"}]}")
                .with(
                        "genkit:output",
                        "{\"message\":{\"role\":\"model\",\"content\":[{\"reasoning\":\"Hm\"},{\"toolRequest\":{\"ref\":\"c1\","
                                + "\"name\":\"f\",\"input\":{\"a\":1}}}]},\"finishReason\":\"stop\",\"usage\":{\"inputTokens\":5,"
                                + "\"outputTokens\":3,\"thoughtsTokens\":2,\"totalTokens\":10}}")
                .with("genkit:sessionId", "s1")
                .build());

        assertThat(span.dialect()).isEqualTo("genkit");
        assertThat(span.actor().session()).isEqualTo("s1");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("gcp.gemini");
        assertThat(call.requestModel()).isEqualTo("gemini-2.0-flash");
        assertThat(call.input())
                .containsExactly(
                        Message.text("user", "Hi"),
                        new Message("tool", List.of(new Part.ToolCallResponse("c0", "14")), null));
        assertThat(call.output())
                .containsExactly(new Message(
                        "assistant",
                        List.of(new Part.Reasoning("Hm"), new Part.ToolCallRequest("c1", "f", "{\"a\":1}")),
                        "stop"));
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("f");
        assertThat(call.request().temperature()).isEqualTo(0.2);
        assertThat(span.usage()).isEqualTo(new Usage(5L, 5L, null, null, 2L, null, true));
    }

    @Test
    void readsTools() {
        Span span = normalizer.normalize(action("f", "tool")
                .with("genkit:input", "{\"a\":1}")
                .with("genkit:output", "\"x\"")
                .build());

        assertThat(span.operation()).isEqualTo(new Operation.ToolCall("f", null, null, "{\"a\":1}", "\"x\""));
    }

    @Test
    void readsLookUps() {
        Span span = normalizer.normalize(action("docs", "retriever")
                .with("genkit:input", "{\"query\":{\"content\":[{\"text\":\"rain\"}]},\"options\":{\"k\":3}}")
                .with("genkit:output", "{\"documents\":[{\"content\":[{\"text\":\"wet\"}]}]}")
                .build());

        Operation.Retrieval retrieval = (Operation.Retrieval) span.operation();
        assertThat(retrieval.source()).isEqualTo("docs");
        assertThat(retrieval.query()).isEqualTo("rain");
        assertThat(retrieval.topK()).isEqualTo(3L);
        assertThat(retrieval.documents())
                .singleElement()
                .satisfies(document -> assertThat(document.text()).contains("wet"));
    }

    @Test
    void readsEmbeddingsAndEvaluations() {
        Span embedding = normalizer.normalize(action("vertexai/text-embedding-005", "embedder")
                .with("genkit:input", "{\"input\":[{\"content\":[{\"text\":\"rain\"}]}]}")
                .build());
        Span evaluation = normalizer.normalize(action("faithful", "evaluator")
                .with("genkit:output", "[{\"evaluation\":{\"score\":0.5,\"details\":{\"reasoning\":\"why\"}}}]")
                .build());

        assertThat(embedding.operation())
                .isEqualTo(new Operation.Embedding("gcp.vertex_ai", "text-embedding-005", List.of("rain"), null));
        assertThat(evaluation.operation()).isEqualTo(new Oversight.Evaluation("faithful", 0.5, null, "why", null));
    }

    @ParameterizedTest
    @CsvSource({"flow, WORKFLOW, menu", "agent, AGENT, menu", "prompt, STEP, shop", "flowStep, STEP, shop"})
    void readsRuns(String kind, Extent extent, String agent) {
        Span span = normalizer.normalize(
                action("menu", kind).with("genkit:input", "{\"q\":1}").build());

        Operation.AgentRun run = (Operation.AgentRun) span.operation();
        assertThat(run.extent()).isEqualTo(extent);
        assertThat(run.input()).containsExactly(Message.text("user", "{\"q\":1}"));
        assertThat(span.actor().agent()).isEqualTo(agent);
    }

    @Test
    void aStateOfErrorIsAnError() {
        Span span = normalizer.normalize(action("f", "tool")
                .with("genkit:state", "error")
                .event("exception", Map.of("exception.type", "Oops"))
                .build());

        assertThat(span.status()).isEqualTo(new Status(Status.Code.ERROR, "", "Oops"));
    }

    private static RawSpans action(String name, String subtype) {
        return RawSpans.named(name)
                .with("genkit:type", "action")
                .with("genkit:name", name)
                .with("genkit:metadata:subtype", subtype);
    }
}
