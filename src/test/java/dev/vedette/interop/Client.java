package dev.vedette.interop;

import java.util.List;

/**
 * A real client and what must be understood of it.
 *
 * @param guide the guide of the setup page that it is connected by
 * @param program its file below {@code src/interop/clients}
 * @param model the model that it calls
 * @param modelCalls how many calls of the model it makes
 * @param runsTool whether it reports the run of the tool as a span of its own
 */
record Client(String guide, String program, String model, int modelCalls, boolean runsTool) {
    static final List<Client> ALL = List.of(
            new Client("openai-openinference", "python/openai_chat.py", "gpt-4o-mini", 3, false),
            new Client("openai-opentelemetry", "python/openai_chat.py", "gpt-4o-mini", 3, false),
            new Client("openai-openllmetry", "python/openai_chat.py", "gpt-4o-mini", 3, false),
            new Client("langfuse-python", "python/langfuse_openai.py", "gpt-4o-mini", 3, false),
            new Client("agentops", "python/agentops_openai.py", "gpt-4o-mini", 3, true),
            new Client("pydantic-ai", "python/pydantic_agent.py", "gpt-4o-mini", 2, true),
            new Client("openai-agents-openinference", "python/openai_agent.py", "gpt-4o-mini", 2, true),
            new Client("langchain-openinference", "python/langchain_tools.py", "gpt-4o-mini", 2, true),
            new Client("anthropic-openinference", "python/anthropic_messages.py", "claude-sonnet-4-5", 2, false),
            new Client("anthropic", "python/anthropic_messages.py", "claude-sonnet-4-5", 2, false),
            new Client("vercel-ai", "node/vercel_ai.mjs", "gpt-4o-mini", 2, true),
            new Client("vercel-ai-6", "node/vercel_ai_6.mjs", "gpt-4o-mini", 2, true),
            new Client("node-openinference", "node/openai_chat.mjs", "gpt-4o-mini", 2, false),
            new Client("node-openllmetry", "node/openai_chat.mjs", "gpt-4o-mini", 2, false),
            new Client("node-langfuse", "node/langfuse_openai.mjs", "gpt-4o-mini", 2, false));

    /** Where its packages and its work are below the cache. */
    String folder() {
        return program.substring(0, program.indexOf('/'));
    }

    boolean isShell() {
        return program.endsWith(".sh");
    }

    boolean isPython() {
        return program.startsWith("python/");
    }

    @Override
    public String toString() {
        return guide;
    }
}
