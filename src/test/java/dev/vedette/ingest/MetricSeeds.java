package dev.vedette.ingest;

import dev.vedette.telemetry.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A point of every dialect that has metrics, and where the corpus is there all of its points. */
final class MetricSeeds {
    private MetricSeeds() {}

    static List<MetricPoint> all() {
        List<MetricPoint> seeds = new ArrayList<>(madeUp().map(Points::build).toList());
        for (Fixture fixture : Fixture.all()) {
            seeds.addAll(fixture.read().points());
        }
        return seeds;
    }

    private static Stream<Points> madeUp() {
        return Stream.of(
                Points.named("claude_code.token.usage").withAll("type=cacheRead model=claude-x session.id=s"),
                Points.named("claude_code.code_edit_tool.decision").withAll("tool_name=Edit decision=accept"),
                Points.named("codex.turn.token_usage").withAll("token_type=cached_input model=gpt-5"),
                Points.named("codex.api_request.duration_ms").withAll("status=500 success=false"),
                Points.named("gemini_cli.tool.call.count").withAll("function_name=f decision=reject success=false"),
                Points.named("gemini_cli.agent.run.count").withAll("agent_name=a terminate_reason=ERROR"),
                Points.named("gen_ai.client.token.usage").from("gemini-cli").withAll("gen_ai.token.type=input"),
                Points.named("github.copilot.tool.call.count").withAll("gen_ai.tool.name=f success=true"),
                Points.named("strands.tool.error_count").withAll("tool_name=f tool_use_id=t"),
                Points.named("gen_ai.tool.execution.duration")
                        .from("gcp.vertex.agent")
                        .withAll("gen_ai.tool.name=f"),
                Points.named("gen_ai.usage.cost").from("openlit.otel.metrics").withAll("gen_ai.request.model=m"),
                Points.named("llm.openai.chat_completions.tokens").withAll("llm.usage.token_type=prompt"),
                Points.named("semantic_kernel.connectors.openai.tokens.prompt"),
                Points.named("semantic_kernel.function.invocation.duration").withAll("semantic_kernel.function.name=f"),
                Points.named("gen_ai.client.operation").withAll("gen_ai.operation.name=chat error=none"),
                Points.named("langchain4j.aiservices.counted").withAll("aiservice=A exception=none"),
                Points.named("agent_framework.function.invocation.duration").withAll("gen_ai.tool.name=f"),
                Points.named("operation.cost").withAll("gen_ai.request.model=m"),
                Points.named("gen_ai.client.inference.usage.input_tokens").withAll("gen_ai.token.modality=audio"),
                Points.named("mcp.client.operation.duration").withAll("mcp.method.name=tools/call"));
    }
}
