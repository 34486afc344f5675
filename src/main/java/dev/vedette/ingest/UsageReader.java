package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/** Tokens and cost under all the names they go by, to the rule of {@link TokenCount}. */
final class UsageReader {
    private static final String[] INPUT = {
        GenAi.INPUT_TOKENS,
        GenAi.PROMPT_TOKENS,
        "llm.token_count.prompt",
        "llm.usage.prompt_tokens",
        "ai.usage.inputTokens",
        "ai.usage.promptTokens",
        "ai.usage.tokens",
        "gen_ai.aggregated_usage.input_tokens",
        "gen_ai.usage.partial.input_tokens"
    };
    private static final String[] OUTPUT = {
        GenAi.OUTPUT_TOKENS,
        GenAi.COMPLETION_TOKENS,
        "llm.token_count.completion",
        "llm.usage.completion_tokens",
        "ai.usage.outputTokens",
        "ai.usage.completionTokens",
        "gen_ai.aggregated_usage.output_tokens",
        "gen_ai.usage.partial.output_tokens"
    };
    private static final String[] TOTAL = {
        "gen_ai.usage.total_tokens", "llm.token_count.total", "llm.usage.total_tokens", "ai.usage.totalTokens"
    };
    private static final String[] CACHE_READ = {
        GenAi.CACHE_READ_TOKENS,
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.details.cache_read_tokens",
        "llm.token_count.prompt_details.cache_read",
        "ai.usage.inputTokenDetails.cacheReadTokens",
        "ai.usage.cachedInputTokens",
        "gen_ai.aggregated_usage.cache_read.input_tokens",
        "gen_ai.aggregated_usage.details.cache_read_tokens",
        "gen_ai.usage.partial.cache_read.input_tokens"
    };
    private static final String[] CACHE_WRITE = {
        GenAi.CACHE_WRITE_TOKENS,
        GenAi.CACHE_CREATION_TOKENS,
        "gen_ai.usage.cache_write_input_tokens",
        "gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.details.cache_write_tokens",
        "llm.token_count.prompt_details.cache_write",
        "ai.usage.inputTokenDetails.cacheWriteTokens",
        "gen_ai.aggregated_usage.cache_write.input_tokens",
        "gen_ai.aggregated_usage.cache_creation.input_tokens",
        "gen_ai.aggregated_usage.details.cache_write_tokens",
        "gen_ai.usage.partial.cache_creation.input_tokens"
    };
    private static final String[] REASONING = {
        GenAi.REASONING_TOKENS,
        "gen_ai.usage.reasoning_tokens",
        "gen_ai.usage.details.reasoning_tokens",
        "llm.token_count.completion_details.reasoning",
        "ai.usage.outputTokenDetails.reasoningTokens",
        "ai.usage.reasoningTokens",
        "llm.usage.reasoning_tokens",
        "gen_ai.aggregated_usage.reasoning.output_tokens",
        "gen_ai.aggregated_usage.details.reasoning_tokens"
    };
    private static final String[] AUDIO_INPUT = {
        GenAi.AUDIO_INPUT_TOKENS,
        "gen_ai.usage.details.input_audio_tokens",
        "llm.token_count.prompt_details.audio",
        "gen_ai.aggregated_usage.details.input_audio_tokens"
    };
    private static final String[] AUDIO_OUTPUT = {
        GenAi.AUDIO_OUTPUT_TOKENS,
        "gen_ai.usage.details.output_audio_tokens",
        "llm.token_count.completion_details.audio",
        "gen_ai.aggregated_usage.details.output_audio_tokens"
    };
    private static final String[] COST = {
        "gen_ai.usage.cost", "llm.cost.total", "operation.cost", "cost_usd", "gen_ai.client.estimated_cost"
    };
    private static final String[] INPUT_COST = {"llm.cost.prompt", "gen_ai.usage.input_cost"};
    private static final String[] OUTPUT_COST = {"llm.cost.completion", "gen_ai.usage.output_cost"};
    private static final double MAX_COST = 1e9;

    private UsageReader() {}

    /** The usage; {@code own} is false where the record repeats what others tell. */
    static Usage read(Attributes attributes, boolean own) {
        Long input = tokens(attributes, INPUT);
        Long output = tokens(attributes, OUTPUT);
        if (input == null || output == null) {
            Long total = tokens(attributes, TOTAL);
            input = input == null ? TokenCount.difference(total, output) : input;
            output = output == null ? TokenCount.difference(total, input) : output;
        }
        Long cacheRead = tokens(attributes, CACHE_READ);
        Long cacheWrite = tokens(attributes, CACHE_WRITE);
        Usage usage = new Usage(
                TokenCount.withCache(input, cacheRead, cacheWrite),
                output,
                cacheRead,
                cacheWrite,
                tokens(attributes, REASONING),
                tokens(attributes, AUDIO_INPUT),
                tokens(attributes, AUDIO_OUTPUT),
                cost(attributes),
                own,
                false);
        return own && usage.equals(Usage.NONE) ? Usage.NONE : usage;
    }

    /** The whole cost, else the sum of both its parts. */
    private static @Nullable Double cost(Attributes attributes) {
        Double whole = cost(attributes, COST);
        Double input = cost(attributes, INPUT_COST);
        Double output = cost(attributes, OUTPUT_COST);
        return whole != null || input == null || output == null ? whole : Double.valueOf(input + output);
    }

    /** The first of the keys that holds a count that can be true, or null. */
    static @Nullable Long tokens(Attributes attributes, String... keys) {
        for (String key : keys) {
            Long number = TokenCount.believed(attributes.number(key));
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    /** The first of the keys that holds a cost in US dollars that can be true, or null. */
    static @Nullable Double cost(Attributes attributes, String... keys) {
        for (String key : keys) {
            Double cost = attributes.decimal(key);
            if (cost != null && cost >= 0 && cost <= MAX_COST) {
                return cost;
            }
        }
        return null;
    }
}
