package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says beside the Vercel AI SDK's own fields, as JSON by the provider's name. Before version 5 it was the
 * only place to tell cached and reasoning tokens.
 */
final class VercelMetadata {
    private final JsonNode byProvider;

    VercelMetadata(Attributes attributes) {
        Object told = attributes.get("ai.response.providerMetadata");
        this.byProvider = Json.tree(told == null ? attributes.get("ai.result.providerMetadata") : told);
    }

    /** The usage with what it leaves open, told here. */
    Usage complete(Usage usage) {
        if (usage.cacheReadTokens() != null || usage.cacheWriteTokens() != null) {
            return usage;
        }
        Long read = count("cacheReadInputTokens", "cachedPromptTokens", "cachedContentTokenCount");
        Long write = count("cacheCreationInputTokens", "cacheWriteInputTokens");
        if (read == null && write == null && count("reasoningTokens") == null) {
            return usage;
        }
        Long reasoning = usage.reasoningTokens();
        return new Usage(
                TokenCount.withCache(usage.inputTokens(), read, write),
                usage.outputTokens(),
                read,
                write,
                reasoning == null ? count("reasoningTokens") : reasoning,
                usage.audioInputTokens(),
                usage.audioOutputTokens(),
                usage.costUsd(),
                usage.own(),
                usage.costEstimated());
    }

    /** The tier that served the answer, or null. */
    @Nullable
    String serviceTier() {
        for (JsonNode provider : byProvider) {
            String tier = Json.first(provider, "serviceTier", "service_tier");
            tier = tier == null ? Json.first(provider.path("usage"), "service_tier", "serviceTier") : tier;
            if (tier != null && !tier.isEmpty()) {
                return tier;
            }
        }
        return null;
    }

    private @Nullable Long count(String... fields) {
        for (JsonNode provider : byProvider) {
            Long told = UsageObject.count(provider, fields);
            told = told == null ? UsageObject.count(provider.path("usage"), fields) : told;
            if (told != null) {
                return told;
            }
        }
        return null;
    }
}
