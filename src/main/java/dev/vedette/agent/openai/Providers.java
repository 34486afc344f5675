package dev.vedette.agent.openai;

import java.util.Map;

/** Hosts that are known, in the words of OpenTelemetry's {@code gen_ai.provider.name}. */
final class Providers {
    /** What OpenTelemetry says of a provider that is only known to speak this API. */
    private static final String UNKNOWN = "openai";

    private static final Map<String, String> BY_DOMAIN = Map.ofEntries(
            Map.entry("openai.com", "openai"),
            Map.entry("azure.com", "azure.ai.openai"),
            Map.entry("anthropic.com", "anthropic"),
            Map.entry("cohere.ai", "cohere"),
            Map.entry("cohere.com", "cohere"),
            Map.entry("deepseek.com", "deepseek"),
            Map.entry("generativelanguage.googleapis.com", "gcp.gemini"),
            Map.entry("aiplatform.googleapis.com", "gcp.vertex_ai"),
            Map.entry("groq.com", "groq"),
            Map.entry("mistral.ai", "mistral_ai"),
            Map.entry("perplexity.ai", "perplexity"),
            Map.entry("x.ai", "x_ai"),
            Map.entry("amazonaws.com", "aws.bedrock"));

    private Providers() {}

    static String of(String host) {
        return BY_DOMAIN.entrySet().stream()
                .filter(known -> isWithin(host, known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** OpenAI's newer models refuse {@code max_tokens}; many who are like OpenAI know nothing else. */
    static boolean knowsCompletionTokens(String host) {
        return isWithin(host, "openai.com") || isWithin(host, "azure.com");
    }

    private static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
