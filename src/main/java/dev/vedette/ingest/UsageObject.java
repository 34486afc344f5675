package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one object as OpenAI, Anthropic and LangChain write it: totals, and details of them one level down. The
 * totals include the details, except for Anthropic's cached tokens, which {@link TokenCount#withCache} finds out.
 */
final class UsageObject {
    private static final String[] INPUT = {"input_tokens", "prompt_tokens", "inputTokens", "promptTokens"};
    private static final String[] OUTPUT = {"output_tokens", "completion_tokens", "outputTokens", "completionTokens"};
    private static final String[] INPUT_DETAILS = {
        "input_tokens_details", "input_token_details", "prompt_tokens_details", "inputTokenDetails"
    };
    private static final String[] OUTPUT_DETAILS = {
        "output_tokens_details", "output_token_details", "completion_tokens_details", "outputTokenDetails"
    };
    private static final String[] CACHE_READ = {
        "cache_read_input_tokens", "cached_input_tokens", "cache_read_tokens", "cachedInputTokens"
    };
    private static final String[] CACHE_WRITE = {
        "cache_creation_input_tokens", "cache_write_input_tokens", "cache_write_tokens", "cacheCreationInputTokens"
    };

    private UsageObject() {}

    /** Whether the node tells details one level down, so that its totals include them. */
    static boolean hasDetails(JsonNode node) {
        return first(node, INPUT_DETAILS).isObject()
                || first(node, OUTPUT_DETAILS).isObject();
    }

    /** The usage; {@code own} is false where the record repeats what others tell. */
    static Usage read(JsonNode node, boolean own) {
        JsonNode in = first(node, INPUT_DETAILS);
        JsonNode out = first(node, OUTPUT_DETAILS);
        Long cacheRead = either(count(node, CACHE_READ), count(in, "cached_tokens", "cache_read", "cacheReadTokens"));
        Long cacheWrite =
                either(count(node, CACHE_WRITE), count(in, "cache_write_tokens", "cache_creation", "cacheWriteTokens"));
        Long total = count(node, "total_tokens", "totalTokens");
        Long input = either(count(node, INPUT), TokenCount.difference(total, count(node, OUTPUT)));
        Usage usage = new Usage(
                TokenCount.withCache(input, cacheRead, cacheWrite),
                either(count(node, OUTPUT), TokenCount.difference(total, input)),
                cacheRead,
                cacheWrite,
                either(count(out, "reasoning_tokens", "reasoning", "reasoningTokens"), count(node, "reasoningTokens")),
                count(in, "audio_tokens", "audio"),
                count(out, "audio_tokens", "audio"),
                null,
                own,
                false);
        return own && usage.equals(Usage.NONE) ? Usage.NONE : usage;
    }

    /** The first of the fields that holds a count that can be true, or null. */
    static @Nullable Long count(JsonNode node, String... fields) {
        for (String field : fields) {
            JsonNode value = node.path(field);
            Long count = TokenCount.believed(whole(value));
            if (count != null) {
                return count;
            }
        }
        return null;
    }

    private static @Nullable Long whole(JsonNode value) {
        if (value.isTextual()) {
            return Attributes.of(Map.of("count", value.textValue())).number("count");
        }
        return value.canConvertToExactIntegral() && value.canConvertToLong() ? Long.valueOf(value.longValue()) : null;
    }

    private static JsonNode first(JsonNode node, String[] fields) {
        for (String field : fields) {
            if (node.path(field).isObject()) {
                return node.path(field);
            }
        }
        return node.path(fields[0]);
    }

    private static @Nullable Long either(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : one;
    }
}
