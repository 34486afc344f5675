package dev.vedette.ingest;

import java.util.List;

/** Spans of vendors' dialects in forms that the corpus has none of, to be damaged. */
final class VendorSeeds {
    private static final String LANGCHAIN = "{\"generations\":[[{\"text\":\"\",\"message\":{\"lc\":1,\"id\":[\"x\","
            + "\"AIMessage\"],\"kwargs\":{\"content\":\"\",\"type\":\"ai\",\"tool_calls\":[{\"name\":\"f\",\"args\":{}}],"
            + "\"additional_kwargs\":{\"tool_calls\":[{}]},\"response_metadata\":{\"finish_reason\":\"stop\"}}}}]]}";
    private static final String EVENTS = "[{\"event.name\":\"gen_ai.user.message\",\"content\":\"x\"},"
            + "{\"event.name\":\"gen_ai.unknown\",\"data\":{\"type\":\"y\"}},{\"event.name\":\"gen_ai.choice\"}]";

    private VendorSeeds() {}

    static List<RawSpan> all() {
        return List.of(
                RawSpans.named("LangGraph")
                        .scope("langsmith")
                        .with("langsmith.span.kind", "llm")
                        .with("gen_ai.prompt", "{\"messages\":[[{\"type\":\"human\",\"data\":{\"content\":\"x\"}}]]}")
                        .with("gen_ai.completion", LANGCHAIN)
                        .with("gen_ai.usage.input_token_details", "{\"cache_read\":3}")
                        .build(),
                RawSpans.named("weather.agent")
                        .with("agentops.span.kind", "agent")
                        .with("agentops.entity.input", "{\"messages\":[]}")
                        .with("gen_ai.request.tools.0.name", "f")
                        .build(),
                RawSpans.named("ai.generateText")
                        .scope("ai")
                        .with("ai.operationId", "ai.generateText.doGenerate")
                        .with("ai.prompt", "{\"system\":\"x\",\"messages\":[{\"role\":\"tool\",\"content\":[{}]}]}")
                        .with("ai.response.toolCalls", "[{\"toolName\":\"f\"}]")
                        .with("ai.response.providerMetadata", "{\"openai\":{\"cachedPromptTokens\":3}}")
                        .with("ai.settings.stopSequences", List.of("x"))
                        .build(),
                RawSpans.named("Chat Completion with {request_data[model]!r}")
                        .scope("logfire.openai")
                        .with("request_data", "{\"model\":\"m\",\"stream\":true,\"messages\":[{}],\"input\":[1]}")
                        .with("response_data", "{\"message\":{\"content\":\"x\"},\"usage\":{\"prompt_tokens\":1}}")
                        .build(),
                RawSpans.named("Responses API with x")
                        .scope("logfire.openai_agents")
                        .with("events", EVENTS)
                        .with("raw_input", "[{\"content\":[1,2]},{}]")
                        .with("usage", "{\"input_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":1}}")
                        .build(),
                RawSpans.named("agent run")
                        .scope("pydantic-ai")
                        .with("all_messages_events", EVENTS)
                        .with("final_result", "{}")
                        .build(),
                RawSpans.named("judge")
                        .with("langfuse.observation.type", "evaluator")
                        .with("langfuse.observation.output", "{\"score\":1e999,\"comment\":[]}")
                        .with("langfuse.observation.usage_details", "{\"input\":1,\"output\":-1,\"cache\":2.5}")
                        .with("langfuse.observation.cost_details", "{\"input\":1e999}")
                        .with("langfuse.observation.completion_start_time", "2025-01-01T00:00:00Z")
                        .build());
    }
}
