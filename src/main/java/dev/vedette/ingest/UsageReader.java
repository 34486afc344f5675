package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and cost under all the names they go by. The rule of {@link Usage} is kept: input tokens include cached ones
 * and output tokens include reasoning.
 */
final class UsageReader {
    private static final String[] INPUT = {
        GenAi.INPUT_TOKENS, GenAi.PROMPT_TOKENS, "llm.token_count.prompt", "llm.usage.prompt_tokens"
    };
    private static final String[] OUTPUT = {
        GenAi.OUTPUT_TOKENS, GenAi.COMPLETION_TOKENS, "llm.token_count.completion", "llm.usage.completion_tokens"
    };
    private static final String[] TOTAL = {
        "gen_ai.usage.total_tokens", "llm.token_count.total", "llm.usage.total_tokens"
    };
    private static final String[] CACHE_READ = {
        GenAi.CACHE_READ_TOKENS,
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.details.cache_read_tokens",
        "llm.token_count.prompt_details.cache_read"
    };
    private static final String[] CACHE_WRITE = {
        GenAi.CACHE_WRITE_TOKENS,
        GenAi.CACHE_CREATION_TOKENS,
        "gen_ai.usage.cache_write_input_tokens",
        "gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.details.cache_write_tokens",
        "llm.token_count.prompt_details.cache_write"
    };
    private static final String[] REASONING = {
        GenAi.REASONING_TOKENS,
        "gen_ai.usage.reasoning_tokens",
        "gen_ai.usage.details.reasoning_tokens",
        "llm.token_count.completion_details.reasoning"
    };
    private static final String[] COST = {
        "gen_ai.usage.cost", "llm.cost.total", "operation.cost", "cost_usd", "gen_ai.client.estimated_cost"
    };

    /** Beyond any model's window by far; keeps sums from overflowing. */
    private static final long MAX_TOKENS = 1_000_000_000_000L;

    private static final double MAX_COST = 1e9;

    private UsageReader() {}

    /** The usage; {@code own} is false where the span repeats the sum of its children. */
    static Usage read(Attributes attributes, boolean own) {
        Long input = tokens(attributes, INPUT);
        Long output = tokens(attributes, OUTPUT);
        Long cacheRead = tokens(attributes, CACHE_READ);
        Long cacheWrite = tokens(attributes, CACHE_WRITE);
        Long reasoning = tokens(attributes, REASONING);
        if (input == null || output == null) {
            Long total = tokens(attributes, TOTAL);
            input = input == null ? difference(total, output) : input;
            output = output == null ? difference(total, input) : output;
        }
        Usage usage = new Usage(
                withCache(input, cacheRead, cacheWrite),
                output,
                cacheRead,
                cacheWrite,
                reasoning,
                cost(attributes),
                own);
        return own && usage.equals(Usage.NONE) ? Usage.NONE : usage;
    }

    /** Anthropic's own counts leave the cached tokens out; no count that includes them can be smaller than they are. */
    private static @Nullable Long withCache(@Nullable Long input, @Nullable Long read, @Nullable Long write) {
        if (input == null) {
            return null;
        }
        long cached = (read == null ? 0 : read) + (write == null ? 0 : write);
        return cached > input ? Long.valueOf(input + cached) : input;
    }

    private static @Nullable Long difference(@Nullable Long total, @Nullable Long part) {
        return total == null || part == null || part > total ? null : Long.valueOf(total - part);
    }

    private static @Nullable Long tokens(Attributes attributes, String[] keys) {
        for (String key : keys) {
            Long number = attributes.number(key);
            if (number != null && number >= 0 && number <= MAX_TOKENS) {
                return number;
            }
        }
        return null;
    }

    private static @Nullable Double cost(Attributes attributes) {
        for (String key : COST) {
            Double cost = attributes.decimal(key);
            if (cost != null && cost >= 0 && cost <= MAX_COST) {
                return cost;
            }
        }
        return null;
    }
}
