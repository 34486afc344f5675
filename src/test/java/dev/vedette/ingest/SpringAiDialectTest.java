package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpringAiDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsACallWhoseValuesAreAllTexts() {
        Span span = normalizer.normalize(RawSpans.named("chat gpt-4o")
                .scope("org.springframework.boot")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.system", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.model", "none")
                .with("gen_ai.request.temperature", "0.2")
                .with("gen_ai.response.finish_reasons", "[\"STOP\"]")
                .with("gen_ai.usage.input_tokens", "61")
                .with("gen_ai.usage.output_tokens", "15")
                .with("gen_ai.usage.cache_read.input_tokens", "32")
                .with("spring.ai.model.request.tool.names", "[\"get_weather\"]")
                .with("error", "none")
                .build());

        assertThat(span.dialect()).isEqualTo("spring-ai");
        assertThat(span.actor().framework()).isEqualTo("spring-ai");
        assertThat(span.status().isError()).isFalse();
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.responseModel()).isNull();
        assertThat(call.finishReasons()).containsExactly("stop");
        assertThat(call.request().temperature()).isEqualTo(0.2);
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("get_weather");
        assertThat(span.usage().inputTokens()).isEqualTo(61L);
        assertThat(span.usage().cacheReadTokens()).isEqualTo(32L);
    }

    @Test
    void theClientIsAnAgentInItsConversation() {
        Span span = framework("spring_ai chat_client", "chat_client")
                .with("spring.ai.chat.client.conversation.id", "s1")
                .with("spring.ai.chat.client.tool.names", "[\"f\"]")
                .with("spring.ai.chat.client.user.text", "Hi")
                .build(normalizer);

        Operation.AgentRun run = (Operation.AgentRun) span.operation();
        assertThat(run.extent()).isEqualTo(Extent.AGENT);
        assertThat(run.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(run.tools()).hasSize(1);
        assertThat(span.actor().session()).isEqualTo("s1");
    }

    @Test
    void anAdvisorIsAStep() {
        Span span = framework("call", "advisor")
                .with("spring.ai.advisor.name", "call")
                .build(normalizer);

        assertThat(((Operation.AgentRun) span.operation()).extent()).isEqualTo(Extent.STEP);
    }

    @Test
    void readsAToolBeforeTheOperationsName() {
        Span span = framework("tool_call get_weather", "tool_call")
                .with("spring.ai.tool.definition.name", "get_weather")
                .with("spring.ai.tool.definition.description", "tells")
                .with("spring.ai.tool.call.id", "c1")
                .with("spring.ai.tool.type", "function")
                .with("spring.ai.tool.call.arguments", "{\"city\":\"Paris\"}")
                .with("spring.ai.tool.call.result", "\"rain\"")
                .build(normalizer);

        assertThat(span.operation())
                .isEqualTo(new Operation.ToolCall(
                        "get_weather", "c1", null, "{\"city\":\"Paris\"}", "\"rain\"", "function", "tells", null));
    }

    @Test
    void aVectorStoreIsLookedUp() {
        Span span = framework("pg_vector query", "vector_store")
                .with("db.collection.name", "docs")
                .with("db.vector.query.content", "rain")
                .with("db.vector.query.top_k", "4")
                .with("db.vector.query.response.documents", "[\"wet\"]")
                .build(normalizer);

        assertThat(span.operation())
                .isEqualTo(new Operation.Retrieval("docs", "rain", List.of(Document.of("wet")), 4L, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat.observation.ChatModelPromptContent | [\"Be terse\", \"Hi\", \"\", \"\"] | user:Be terse;user:Hi",
                "chat.observation.ChatModelCompletion | [\"Ho\"] | assistant:Ho",
                "chat.observation.ChatModelCompletion | [] | ''",
                "chat.client.observation.ChatClientPromptContent | [\"system\":\"Be\", \"user\":\"Hi\"] | system:Be;user:Hi",
                "chat.client.observation.ChatClientCompletion | [\"say \"x\" or, \"y\"\"] | assistant:say \"x\" or, \"y\"",
                "vectorstore.observation.VectorStoreQueryResponse | [\"doc\"] | tool:doc",
            })
    void readsLogRecords(String handler, String content, String expected) {
        LogEvent log = normalizer.normalize(log("org.springframework.ai." + handler + "ObservationHandler", content));

        assertThat(log.dialect()).isEqualTo("spring-ai");
        assertThat(log.input().isEmpty() ? log.output() : log.input())
                .extracting(message -> message.role() + ":"
                        + ((Message.Part.Text) message.parts().get(0)).text())
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(";", -1)));
    }

    @Test
    void leavesOtherLogRecordsAlone() {
        assertThat(normalizer.normalize(log("org.example.Shop", "[\"x\"]")).dialect())
                .isEqualTo("none");
        assertThat(normalizer
                        .normalize(log("org.springframework.ai.chat.XObservationHandler", "no list"))
                        .dialect())
                .isEqualTo("none");
    }

    private static RawLog log(String logger, String content) {
        return new RawLog(
                1,
                "",
                9,
                "A title:\n" + content,
                Attributes.empty(),
                null,
                null,
                RawSpans.RESOURCE,
                new Scope(logger, ""));
    }

    private static Framework framework(String name, String kind) {
        return new Framework(RawSpans.named(name)
                .with("gen_ai.operation.name", "framework")
                .with("gen_ai.system", "spring_ai")
                .with("spring.ai.kind", kind));
    }

    private record Framework(RawSpans span) {
        Framework with(String key, String value) {
            return new Framework(span.with(key, value));
        }

        Span build(Normalizer normalizer) {
            Span read = normalizer.normalize(span.build());
            assertThat(read.dialect()).isEqualTo("spring-ai");
            return read;
        }
    }

    @Test
    void theSourceOfALookUpIsTheFirstThatIsNoPlaceholder() {
        Span span = normalizer.normalize(RawSpans.named("pg_vector query")
                .with("spring.ai.kind", "vector_store")
                .with("db.collection.name", "none")
                .with("db.system", "pg_vector")
                .build());

        assertThat(((Operation.Retrieval) span.operation()).source()).isEqualTo("pg_vector");
    }
}
