package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Temporality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtelMetricsTest {
    private final Normalizer normalizer = Normalizer.standard();

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gen_ai.client.token.usage | gen_ai.token.type=input gen_ai.request.model=gpt | INPUT_TOKENS model gpt unpriced
            gen_ai.client.token.usage | gen_ai.token.type=output gen_ai.response.model=gpt-4 gen_ai.request.model=gpt | OUTPUT_TOKENS model gpt-4 unpriced
            gen_ai.client.token.usage | gen_ai.token.type=cache_read     | INPUT_TOKENS model unpriced
            gen_ai.client.token.usage | gen_ai.token.type=cache_creation | INPUT_TOKENS model unpriced
            gen_ai.client.token.usage | gen_ai.token.type=input_cached   | TOKENS_AMONG_OTHERS model unpriced
            gen_ai.client.token.usage | gen_ai.token.type=total          | nothing
            gen_ai.client.token.usage | gen_ai.token.type=input gen_ai.operation.name=embeddings gen_ai.request.model=e | INPUT_TOKENS embedding e unpriced
            gen_ai.client.token.usage | gen_ai.token.type=input gen_ai.operation.name=invoke_agent | INPUT_TOKENS agent again
            gen_ai.client.operation.duration | gen_ai.operation.name=chat gen_ai.request.model=gpt | TIMED_CALLS model gpt x1.0E9
            gen_ai.client.operation.duration | gen_ai.operation.name=chat error.type=timeout       | TIMED_CALLS model x1.0E9 failed
            gen_ai.client.operation.duration | gen_ai.operation.name=invoke_agent                  | TIMED_CALLS agent x1.0E9
            gen_ai.client.operation.duration | gen_ai.operation.name=execute_tool gen_ai.tool.name=f | TIMED_CALLS tool f x1.0E9
            gen_ai.client.operation.duration | gen_ai.operation.name=retrieval                     | TIMED_CALLS retrieval x1.0E9
            gen_ai.client.operation.duration | gen_ai.operation.name=search_memory                 | TIMED_CALLS memory x1.0E9
            gen_ai.client.inference.duration | gen_ai.request.model=gpt                            | TIMED_CALLS model gpt x1.0E9
            gen_ai.client.inference.usage.input_tokens             | a=b | INPUT_TOKENS model unpriced
            gen_ai.client.inference.usage.output_tokens            | gen_ai.token.modality=audio | OUTPUT_TOKENS model unpriced
            gen_ai.client.inference.usage.cache_read.input_tokens  | a=b | TOKENS_AMONG_OTHERS model unpriced
            gen_ai.client.inference.usage.cache_write.input_tokens | a=b | TOKENS_AMONG_OTHERS model unpriced
            gen_ai.client.inference.usage.reasoning.output_tokens  | a=b | TOKENS_AMONG_OTHERS model unpriced
            gen_ai.client.inference.operation.input_tokens         | a=b | INPUT_TOKENS model again
            gen_ai.client.inference.operation.output_tokens        | a=b | OUTPUT_TOKENS model again
            gen_ai.execute_tool.duration  | gen_ai.tool.name=f error.type=500 | TIMED_CALLS tool f x1.0E9 failed
            gen_ai.invoke_agent.duration  | gen_ai.agent.name=a  | TIMED_CALLS agent x1.0E9
            gen_ai.invoke_workflow.duration | a=b                | TIMED_CALLS workflow x1.0E9
            gen_ai.invoke_agent.inference_calls | gen_ai.operation.name=invoke_agent | CALLS model again
            gen_ai.invoke_agent.tool_calls | gen_ai.operation.name=invoke_agent     | CALLS tool again
            mcp.client.operation.duration | mcp.method.name=tools/call gen_ai.tool.name=f | TIMED_CALLS tool f x1.0E9 again
            mcp.server.operation.duration | mcp.method.name=tools/call gen_ai.tool.name=f | TIMED_CALLS tool f x1.0E9
            mcp.client.operation.duration | mcp.method.name=tools/list     | TIMED_CALLS mcp x1.0E9
            mcp.client.operation.duration | mcp.method.name=resources/read | TIMED_CALLS retrieval x1.0E9
            mcp.client.session.duration   | a=b | nothing
            gen_ai.client.operation.time_to_first_chunk | a=b | nothing
            gen_ai.server.request.duration | a=b | nothing
            policy.decisions              | policy.decision=block | nothing
            http.client.request.duration  | a=b | nothing
            """)
    void theConventionsAreReadOldAndNew(String metric, String attributes, String words) {
        String understood = understood(Points.named(metric).withAll(attributes));

        assertThat(understood).isEqualTo(words.equals("nothing") ? words : "otel-genai " + words);
    }

    @ParameterizedTest(name = "{0} is {1} ns")
    @CsvSource({
        "s, x1.0E9",
        "ms, x1000000.0",
        "milliseconds, x1000000.0",
        "Seconds, x1.0E9",
        "us, x1000.0",
        "min, x6.0E10",
        "'', x1.0E9",
        "{token}, x1.0E9"
    })
    void durationsAreInTheUnitThatThePointNames(String unit, String scale) {
        assertThat(understood(Points.named("gen_ai.client.operation.duration").in(unit)))
                .isEqualTo("otel-genai TIMED_CALLS model " + scale);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "error.type, timeout, ' failed'",
        "error, IllegalStateException, ' failed'",
        "error, none, ''",
        "error, false, ''",
        "exception, none, ''",
        "success, false, ' failed'",
        "success, true, ''",
        "http.response.status_code, 429, ' failed'",
        "http.response.status_code, 399, ''",
        "http.response.status_code, 600, ''",
        "status, ok, ''"
    })
    void aFailureIsToldInManyWays(String key, String value, String words) {
        assertThat(understood(Points.named("gen_ai.execute_tool.duration").with(key, value)))
                .isEqualTo("otel-genai TIMED_CALLS tool x1.0E9" + words);
    }

    @Test
    void numbersMayComeAsNumbers() {
        assertThat(understood(Points.named("gen_ai.execute_tool.duration").with("status_code", 503L)))
                .isEqualTo("otel-genai TIMED_CALLS tool x1.0E9 failed");
    }

    @Test
    void aPlainSumOfDurationsDoesNotSayHowOften() {
        Points sum = Points.named("gen_ai.execute_tool.duration").as("sum", Temporality.CUMULATIVE);

        assertThat(understood(sum)).isEqualTo("otel-genai DURATION tool x1.0E9");
    }

    @Test
    void whatDoesNotAddUpTellsNoTotals() {
        Points gauge = Points.named("gen_ai.client.token.usage")
                .with("gen_ai.token.type", "input")
                .as("gauge", Temporality.NONE);

        assertThat(understood(gauge)).isEqualTo("nothing");
    }

    private String understood(Points point) {
        return Points.words(normalizer.normalize(point.build()));
    }
}
