package dev.vedette.ingest;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's name tells of who provides it, for frameworks that put their own name where the provider's belongs.
 * A prefix such as {@code openai/} is the provider's; else the names of models that one maker alone has are known.
 */
final class ModelNames {
    private static final int MAX_LENGTH = 256;
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("openai", "openai"),
            Map.entry("anthropic", "anthropic"),
            Map.entry("bedrock", "aws.bedrock"),
            Map.entry("azure", "azure.ai.openai"),
            Map.entry("azureopenai", "azure.ai.openai"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("googleai", "gcp.gemini"),
            Map.entry("google", "gcp.gemini"),
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("vertexai", "gcp.vertex_ai"),
            Map.entry("mistral", "mistral_ai"),
            Map.entry("xai", "x_ai"),
            Map.entry("cohere", "cohere"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("deepseek", "deepseek"),
            Map.entry("groq", "groq"),
            Map.entry("perplexity", "perplexity"),
            Map.entry("ollama", "ollama"),
            Map.entry("ollama_chat", "ollama"),
            Map.entry("openrouter", "openrouter"));
    private static final String[] BEDROCK = {
        "anthropic.",
        "amazon.",
        "meta.",
        "cohere.",
        "mistral.",
        "ai21.",
        "deepseek.",
        "us.",
        "eu.",
        "apac.",
        "global.",
        "arn:aws"
    };
    private static final String[] OPENAI = {
        "gpt-", "chatgpt-", "o1", "o3", "o4-", "text-embedding-3", "text-embedding-ada", "dall-e"
    };

    private ModelNames() {}

    /** The provider under OpenTelemetry's name, or null where the name does not tell. */
    static @Nullable String provider(@Nullable String model) {
        if (model == null) {
            return null;
        }
        String name = (model.length() > MAX_LENGTH ? model.substring(0, MAX_LENGTH) : model).toLowerCase(Locale.ROOT);
        int slash = name.indexOf('/');
        String prefixed = slash < 0 ? null : PREFIXES.get(name.substring(0, slash));
        if (prefixed != null) {
            return prefixed;
        }
        if (startsWithAny(name, BEDROCK)) {
            return "aws.bedrock";
        }
        if (startsWithAny(name, OPENAI)) {
            return "openai";
        }
        if (name.startsWith("projects/") || name.startsWith("publishers/")) {
            return "gcp.vertex_ai";
        }
        return ofMaker(name);
    }

    /** The name without a prefix that only says who provides it. */
    static String withoutProvider(String model) {
        int slash = model.indexOf('/');
        boolean provider =
                slash > 0 && PREFIXES.containsKey(model.substring(0, slash).toLowerCase(Locale.ROOT));
        return provider && slash < model.length() - 1 ? model.substring(slash + 1) : model;
    }

    private static @Nullable String ofMaker(String name) {
        if (name.startsWith("claude")) {
            return "anthropic";
        }
        if (name.startsWith("gemini") || name.startsWith("models/gemini")) {
            return "gcp.gemini";
        }
        if (name.startsWith("mistral-") || name.startsWith("codestral")) {
            return "mistral_ai";
        }
        return name.startsWith("deepseek-") ? "deepseek" : name.startsWith("grok-") ? "x_ai" : null;
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
