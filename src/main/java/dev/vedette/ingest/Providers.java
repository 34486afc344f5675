package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Placeholder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who provides the model, under OpenTelemetry's current name. Frameworks put their own names into the same attributes;
 * those are no provider.
 */
final class Providers {
    private static final String[] KEYS = {
        GenAi.PROVIDER,
        GenAi.SYSTEM,
        "llm.provider",
        "llm.system",
        "llm.vendor",
        // LangChain's own metadata, which OpenLLMetry passes on where the framework stands for the provider.
        "traceloop.association.properties.ls_provider"
    };
    private static final int MAX_LENGTH = 128;
    private static final Map<String, String> OLD_NAMES = Map.ofEntries(
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("vertexai", "gcp.vertex_ai"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("az.ai.inference", "azure.ai.inference"),
            Map.entry("az.ai.openai", "azure.ai.openai"),
            Map.entry("azure", "azure.ai.openai"),
            Map.entry("xai", "x_ai"),
            Map.entry("mistralai", "mistral_ai"),
            Map.entry("google_vertexai", "gcp.vertex_ai"),
            Map.entry("google_genai", "gcp.gemini"),
            Map.entry("google_anthropic_vertex", "gcp.vertex_ai"),
            Map.entry("azure_openai", "azure.ai.openai"),
            Map.entry("azure_ai", "azure.ai.inference"),
            Map.entry("mistral", "mistral_ai"),
            Map.entry("moonshot", "moonshot_ai"),
            Map.entry("watsonx", "ibm.watsonx.ai"),
            Map.entry("aws", "aws.bedrock"),
            Map.entry("amazon_bedrock", "aws.bedrock"),
            Map.entry("bedrock_converse", "aws.bedrock"),
            Map.entry("aws_bedrock", "aws.bedrock"),
            Map.entry("bedrock", "aws.bedrock"));
    private static final Map<String, String> FRAMEWORKS = Map.ofEntries(
            Map.entry("spring_ai", "spring-ai"),
            Map.entry("gcp.vertex.agent", "google-adk"),
            Map.entry("strands-agents", "aws-strands"),
            Map.entry("autogen", "autogen"),
            Map.entry("microsoft.agent_framework", "microsoft-agent-framework"),
            Map.entry("langchain", "langchain"),
            Map.entry("langgraph", "langgraph"),
            Map.entry("llamaindex", "llamaindex"),
            Map.entry("llama_index", "llamaindex"),
            Map.entry("semantic_kernel", "semantic-kernel"),
            Map.entry("crewai", "crewai"));

    private Providers() {}

    /** The provider, lower case, or null. */
    static @Nullable String provider(Attributes attributes) {
        for (String key : KEYS) {
            String sent = attributes.text(key);
            String name = sent == null ? null : name(sent);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** A provider's current name, or null for the name of a framework and for none. */
    static @Nullable String name(String sent) {
        String lower = lower(sent);
        return FRAMEWORKS.containsKey(lower) || Placeholder.isNoValue(lower)
                ? null
                : OLD_NAMES.getOrDefault(lower, lower);
    }

    /** The framework that stands where a provider should, or null. */
    static @Nullable String framework(Attributes attributes) {
        for (String key : KEYS) {
            String sent = attributes.text(key);
            String framework = sent == null ? null : FRAMEWORKS.get(lower(sent));
            if (framework != null) {
                return framework;
            }
        }
        return null;
    }

    private static String lower(String sent) {
        return (sent.length() > MAX_LENGTH ? sent.substring(0, MAX_LENGTH) : sent).toLowerCase(Locale.ROOT);
    }
}
