package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the metrics of frameworks and instrumentations count beside OpenTelemetry's. */
class FrameworkMetricsTest {
    private final Normalizer normalizer = Normalizer.standard();

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            strands.event_loop.cycle_count    | a=b                         | CALLS step
            strands.event_loop.cycle_duration | a=b                         | DURATION step x1.0E9
            strands.event_loop.latency        | a=b                         | TIMED_CALLS model x1000000.0
            strands.event_loop.input.tokens   | a=b                         | INPUT_TOKENS model unpriced
            strands.event_loop.output.tokens  | a=b                         | OUTPUT_TOKENS model unpriced
            strands.event_loop.cache_read.input.tokens | a=b                | TOKENS_AMONG_OTHERS model unpriced
            strands.tool.call_count           | tool_name=f                 | CALLS tool f again
            strands.tool.success_count        | tool_name=f                 | CALLS tool f
            strands.tool.error_count          | tool_name=f                 | CALLS tool f failed
            strands.tool.duration             | tool_name=f                 | DURATION tool f x1.0E9
            strands.event_loop.start_cycle    | a=b                         | nothing
            strands.model.time_to_first_token | a=b                         | nothing
            gen_ai.agent.invocation.count     | a=b                         | CALLS agent
            gen_ai.agent.cycle.count          | a=b                         | CALLS step
            gen_ai.agent.cycle.duration       | a=b                         | DURATION step x1000000.0
            gen_ai.agent.model.latency        | a=b                         | TIMED_CALLS model x1000000.0
            gen_ai.agent.tool.call.count      | gen_ai.tool.name=f          | CALLS tool f
            gen_ai.agent.tool.error.count     | gen_ai.tool.name=f          | CALLS tool f failed again
            gen_ai.agent.tool.duration        | gen_ai.tool.name=f          | DURATION tool f x1000000.0
            gen_ai.agent.tokens.input         | a=b                         | INPUT_TOKENS model unpriced
            gen_ai.agent.tokens.output        | a=b                         | OUTPUT_TOKENS model unpriced
            """)
    void strandsCountsCallsApartFromTheirDurations(String metric, String attributes, String words) {
        check("aws-strands", words, Points.named(metric).withAll(attributes));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gen_ai.agent.invocation.duration | error.type=IOException | TIMED_CALLS agent x1000000.0 failed
            gen_ai.tool.execution.duration   | gen_ai.tool.name=f     | TIMED_CALLS tool f x1000000.0
            gen_ai.agent.workflow.steps      | a=b                    | nothing
            gen_ai.agent.request.size        | a=b                    | nothing
            gen_ai.tool.response.size        | a=b                    | nothing
            """)
    void googleAdkTimesRunsAndTools(String metric, String attributes, String words) {
        check("google-adk", words, Points.named(metric).from("gcp.vertex.agent").withAll(attributes));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gen_ai.usage.cost                | gen_ai.request.model=gpt | COST model gpt
            gen_ai.client.token.usage        | gen_ai.token.type=input  | INPUT_TOKENS model
            gen_ai.client.operation.duration | gen_ai.operation.name=chat | TIMED_CALLS model x1.0E9
            gen_ai.total.requests            | a=b                      | CALLS model again
            gen_ai.usage.input_tokens        | a=b                      | INPUT_TOKENS model again
            gen_ai.usage.output_tokens       | a=b                      | OUTPUT_TOKENS model again
            gen_ai.usage.total_tokens        | a=b                      | nothing
            db.total.requests                | a=b                      | nothing
            """)
    void openLitTellsTheCostAndCountsSomeTwice(String metric, String attributes, String words) {
        check(
                "openlit",
                words,
                Points.named(metric).from("openlit.otel.metrics").withAll(attributes));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            llm.openai.chat_completions.tokens     | llm.usage.token_type=prompt     | INPUT_TOKENS model unpriced
            llm.openai.chat_completions.tokens     | llm.usage.token_type=completion | OUTPUT_TOKENS model unpriced
            llm.openai.chat_completions.tokens     | a=b                             | nothing
            llm.openai.embeddings.tokens           | llm.usage.token_type=prompt     | INPUT_TOKENS embedding unpriced
            llm.openai.chat_completions.duration   | llm.response.model=gpt          | TIMED_CALLS model gpt x1.0E9
            llm.openai.embeddings.duration         | a=b                             | TIMED_CALLS embedding x1.0E9
            llm.openai.chat_completions.exceptions | a=b                             | CALLS model failed again
            llm.chat_completions.streaming_time_to_generate | a=b                    | nothing
            llm.openai.embeddings.vector_size      | a=b                             | nothing
            """)
    void openLlmetryCountsFailuresBesideTheCalls(String metric, String attributes, String words) {
        check("openllmetry", words, Points.named(metric).withAll(attributes));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            semantic_kernel.function.invocation.duration           | semantic_kernel.function.name=f | TIMED_CALLS tool f x1.0E9
            semantic_kernel.function.streaming.duration            | semantic_kernel.function.name=f | TIMED_CALLS tool f x1.0E9
            semantic_kernel.function.invocation.token_usage.prompt | semantic_kernel.function.name=f | INPUT_TOKENS model again
            semantic_kernel.connectors.openai.tokens.prompt        | a=b | INPUT_TOKENS model unpriced
            semantic_kernel.connectors.google.tokens.completion    | a=b | OUTPUT_TOKENS model unpriced
            semantic_kernel.connectors.openai.tokens.total         | a=b | nothing
            semantic_kernel.planning.create_plan.duration          | a=b | TIMED_CALLS plan x1.0E9
            """)
    void semanticKernelCountsTokensInItsConnectors(String metric, String attributes, String words) {
        check("semantic-kernel", words, Points.named(metric).withAll(attributes));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gen_ai.client.operation    | gen_ai.operation.name=chat gen_ai.request.model=gpt error=none | TIMED_CALLS model gpt x1000000.0
            gen_ai.client.operation    | gen_ai.operation.name=embedding | TIMED_CALLS embedding x1000000.0
            gen_ai.client.operation    | gen_ai.operation.name=chat error=IOException | TIMED_CALLS model x1000000.0 failed
            spring.ai.chat.client      | spring.ai.kind=chat_client | TIMED_CALLS agent x1000000.0
            spring.ai.advisor          | spring.ai.kind=advisor     | TIMED_CALLS step x1000000.0
            spring.ai.tool             | spring.ai.tool.definition.name=f | TIMED_CALLS tool f x1000000.0
            db.vector.client.operation | db.operation.name=query    | TIMED_CALLS retrieval x1000000.0
            gen_ai.client.operation.active | a=b                    | nothing
            """)
    void springAiHasTimers(String metric, String attributes, String words) {
        check("spring-ai", words, Points.named(metric).in("milliseconds").withAll(attributes));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            langchain4j.aiservices.counted | aiservice=Assistant exception=none      | quarkus-langchain4j CALLS agent
            langchain4j.aiservices.counted | aiservice=Assistant exception=Exception | quarkus-langchain4j CALLS agent failed
            langchain4j.aiservices.timed   | aiservice=Assistant                     | quarkus-langchain4j DURATION agent x1000000.0
            gen_ai.client.estimated_cost   | currency=USD                            | quarkus-langchain4j COST model again
            agent_framework.function.invocation.duration | agent_framework.function.name=f | microsoft-agent-framework TIMED_CALLS tool f x1.0E9
            operation.cost                 | gen_ai.request.model=gpt                | pydantic-ai COST model gpt
            """)
    void othersHaveAFewOfTheirOwn(String metric, String attributes, String words) {
        assertThat(understood(Points.named(metric).withAll(attributes))).isEqualTo(words);
    }

    @Test
    void anAiServiceOfQuarkusIsTheAgent() {
        Points counted = Points.named("langchain4j.aiservices.counted").with("aiservice", "Assistant");

        assertThat(Points.reading(normalizer, counted).actor().agent()).isEqualTo("Assistant");
    }

    @Test
    void tokensOfPydanticAiHaveTheirCostToldApart() {
        Points tokens = Points.named("gen_ai.client.token.usage").with("gen_ai.token.type", "output");

        assertThat(understood(tokens.from("pydantic-ai"))).isEqualTo("pydantic-ai OUTPUT_TOKENS model");
    }

    private void check(String dialect, String words, Points point) {
        assertThat(understood(point)).isEqualTo(words.equals("nothing") ? words : dialect + " " + words);
    }

    private String understood(Points point) {
        return Points.words(normalizer.normalize(point.build()));
    }
}
