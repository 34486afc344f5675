package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Usage;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Langfuse's usage and cost details. Their buckets exclude each other, {@code input_cached_tokens} is not part of {@code
 * input}; only where a provider's own object was passed on, which shows by its nested details, do totals include them.
 */
final class LangfuseUsage {
    private static final Set<String> TOTALS = Set.of("total", "total_tokens", "totaltokens");
    private static final double MAX_COST = 1e9;

    private @Nullable Long input;
    private @Nullable Long output;
    private @Nullable Long cacheRead;
    private @Nullable Long cacheWrite;
    private @Nullable Long reasoning;
    private @Nullable Long audioInput;
    private @Nullable Long audioOutput;

    private LangfuseUsage() {}

    /** The usage by both kinds of details, either of which may be missing. */
    static Usage read(JsonNode details, JsonNode costs, boolean own) {
        Double cost = cost(costs);
        if (UsageObject.hasDetails(details)) {
            Usage included = UsageObject.read(details, own);
            Usage money = new Usage(null, null, null, null, null, cost, own);
            return FillIn.fill(included, money);
        }
        LangfuseUsage sums = new LangfuseUsage();
        for (Map.Entry<String, JsonNode> bucket : details.properties()) {
            Long count = UsageObject.count(details, bucket.getKey());
            if (count != null) {
                sums.add(bucket.getKey().toLowerCase(Locale.ROOT), count);
            }
        }
        Usage usage = sums.usage(cost, own);
        return own && usage.equals(Usage.NONE) ? Usage.NONE : usage;
    }

    private void add(String bucket, Long count) {
        if (TOTALS.contains(bucket)) {
            return;
        }
        boolean in = bucket.contains("input") || bucket.startsWith("prompt");
        boolean out = bucket.contains("output") || bucket.startsWith("completion");
        boolean cached = bucket.contains("cache");
        if (in || (cached && !out)) {
            input = TokenCount.sum(input, count);
        } else if (out || bucket.contains("reasoning")) {
            output = TokenCount.sum(output, count);
        }
        if (cached && (bucket.contains("creation") || bucket.contains("write"))) {
            cacheWrite = TokenCount.sum(cacheWrite, count);
        } else if (cached) {
            cacheRead = TokenCount.sum(cacheRead, count);
        }
        if (bucket.contains("reasoning")) {
            reasoning = TokenCount.sum(reasoning, count);
        }
        if (bucket.contains("audio")) {
            audioInput = in ? TokenCount.sum(audioInput, count) : audioInput;
            audioOutput = out ? TokenCount.sum(audioOutput, count) : audioOutput;
        }
    }

    private Usage usage(@Nullable Double cost, boolean own) {
        return new Usage(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput, cost, own, false);
    }

    /** The total where there is one, else the sum of the parts. */
    private static @Nullable Double cost(JsonNode costs) {
        if (costs.path("total").isNumber()) {
            return believed(costs.path("total").doubleValue());
        }
        double sum = 0;
        boolean told = false;
        for (JsonNode part : costs) {
            if (part.isNumber()) {
                sum += part.doubleValue();
                told = true;
            }
        }
        return told ? believed(sum) : null;
    }

    private static @Nullable Double believed(double cost) {
        return cost >= 0 && cost <= MAX_COST ? Double.valueOf(cost) : null;
    }
}
