package dev.vedette.ingest;

import java.util.List;
import java.util.Map;

/** Made-up spans of agent frameworks, to be damaged; each has what its dialect looks into. */
final class FrameworkSpans {
    private static final String GEMINI =
            "{\"model\":\"gemini-2.0\",\"config\":{\"systemInstruction\":{\"parts\":[{\"text\":\"x\"}]},"
                    + "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";
    private static final String GENKIT =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"toolRequest\":{\"ref\":\"1\",\"name\":\"f\"}},"
                    + "{\"media\":{\"url\":\"data:image/png;base64,AA\"}}]}],\"config\":{},\"usage\":{\"inputTokens\":1},\"documents\":[{}]}";

    private FrameworkSpans() {}

    static List<RawSpan> madeUp() {
        return List.of(
                RawSpans.named("call_llm")
                        .scope("gcp.vertex.agent")
                        .with("gcp.vertex.agent.llm_request", GEMINI)
                        .with(
                                "gcp.vertex.agent.llm_response",
                                "{\"content\":{\"parts\":[{\"functionCall\":{}}]},\"usageMetadata\":{\"promptTokenCount\":1}}")
                        .build(),
                RawSpans.named("execute_tool f")
                        .scope("gcp.vertex.agent")
                        .with("gen_ai.tool.type", "FunctionTool")
                        .with("gcp.vertex.agent.tool_call_args", "{}")
                        .build(),
                RawSpans.named("execute_event_loop_cycle")
                        .scope("strands.telemetry.tracer")
                        .with("event_loop.cycle_id", "1")
                        .with("system_prompt", "x")
                        .event(
                                "gen_ai.choice",
                                Map.of("message", "[{\"text\":\"x\"}]", "tool.result", "[{\"toolResult\":{}}]"))
                        .build(),
                genkit("model"),
                genkit("retriever"),
                genkit("embedder"),
                genkit("evaluator"),
                RawSpans.named("spring_ai chat_client")
                        .with("spring.ai.kind", "chat_client")
                        .with("spring.ai.chat.client.tool.names", "[\"f\"]")
                        .with("db.vector.query.content", "x")
                        .build(),
                RawSpans.named("completion gpt")
                        .scope("io.quarkus.opentelemetry")
                        .with("gen_ai.client.estimated_cost", "1 USD")
                        .build(),
                RawSpans.named("chat.completions gpt")
                        .scope("Microsoft.SemanticKernel")
                        .with("sk.available_functions", "a,b,,c")
                        .event("gen_ai.tool.developer", Map.of("gen_ai.event.content", "{\"content\":\"x\"}"))
                        .build(),
                RawSpans.named("executor.process x").with("executor.id", "x").build(),
                RawSpans.named("autogen send x").scope("autogen-core").build(),
                RawSpans.named("Writer.agent")
                        .with("crewai.agent.role", "Writer")
                        .with("crewai.agent.tools", "[{\"name\":\"f\"}]")
                        .build(),
                RawSpans.named("openai.chat")
                        .scope("openlit")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.prompt", "system: x\nuser: y\n: z")
                        .build(),
                RawSpans.named("coding_agent.llm.turn")
                        .with("coding_agent.turn.kind", "prompt")
                        .with("coding_agent.edit.decision", "accept")
                        .build(),
                RawSpans.named("x")
                        .with("mlflow.spanType", "\"LLM\"")
                        .with("mlflow.spanInputs", GENKIT)
                        .with("mlflow.chat.tokenUsage", "{\"input_tokens\":5}")
                        .build(),
                RawSpans.named("x")
                        .with("lmnr.span.type", "LLM")
                        .with("lmnr.span.input", "[{}]")
                        .build(),
                RawSpans.named("function_tool")
                        .with("lk.function_tool.name", "f")
                        .build(),
                RawSpans.named("generateText x")
                        .with("gen_ai.operation.name", "generateText")
                        .with("agento11y.generation.id", "g")
                        .with("agento11y.user.id", "u")
                        .with("agento11y.framework.name", "f")
                        .build(),
                RawSpans.named("RetrieveMemoryRecords")
                        .with("aws.bedrock.agentcore.memory.arn", "arn")
                        .with(
                                "the body of the log record",
                                Map.of("input", Map.of("messages", List.of(Map.of("content", "x")))))
                        .build());
    }

    private static RawSpan genkit(String subtype) {
        return RawSpans.named("x")
                .with("genkit:type", "action")
                .with("genkit:name", "googleai/x")
                .with("genkit:metadata:subtype", subtype)
                .with("genkit:input", GENKIT)
                .with("genkit:output", GENKIT)
                .build();
    }
}
