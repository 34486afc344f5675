package dev.vedette.ingest;

import dev.vedette.telemetry.Scope;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent framework that an instrumentation's scope is named after; its spans seldom name it besides. */
final class InstrumentedFramework {
    private static final String[] PREFIXES = {
        "openinference.instrumentation.",
        "@arizeai/openinference-instrumentation-",
        "opentelemetry.instrumentation.",
        "@traceloop/instrumentation-"
    };
    private static final Map<String, String> FRAMEWORKS = Map.ofEntries(
            Map.entry("agno", "agno"),
            Map.entry("autogen", "autogen"),
            Map.entry("autogen_agentchat", "autogen"),
            Map.entry("crewai", "crewai"),
            Map.entry("dspy", "dspy"),
            Map.entry("google_adk", "google-adk"),
            Map.entry("haystack", "haystack"),
            Map.entry("langchain", "langchain"),
            Map.entry("langgraph", "langgraph"),
            Map.entry("llama_index", "llamaindex"),
            Map.entry("llamaindex", "llamaindex"),
            Map.entry("openai_agents", "openai-agents"),
            Map.entry("openai_agents_v2", "openai-agents"),
            Map.entry("pydantic_ai", "pydantic-ai"),
            Map.entry("smolagents", "smolagents"),
            Map.entry("strands_agents", "aws-strands"));
    private static final int MAX_LENGTH = 64;

    private InstrumentedFramework() {}

    /** The framework, or null for a scope that is named after none. */
    static @Nullable String of(Scope scope) {
        String name = scope.name();
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix) && name.length() - prefix.length() <= MAX_LENGTH) {
                return FRAMEWORKS.get(
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('-', '_'));
            }
        }
        return null;
    }
}
