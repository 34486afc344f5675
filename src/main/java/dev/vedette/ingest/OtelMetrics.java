package dev.vedette.ingest;

import static java.util.Map.entry;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of OpenTelemetry's GenAI and MCP conventions, old and new. Tokens of the whole input and output come as
 * counters with histograms beside them, of which the counters are believed; a call of an MCP tool is told by the agent
 * that runs the tool as well, so the client's metric of it counts nothing anew.
 */
final class OtelMetrics {
    private static final String TOKEN_USAGE = "gen_ai.client.token.usage";
    private static final String CLIENT = "gen_ai.client.";
    private static final String MCP = "mcp.";
    private static final String MCP_CLIENT = "mcp.client.operation.duration";

    private static final Map<String, PointReading> METRICS = Map.ofEntries(
            entry("gen_ai.client.operation.duration", PointReading.timed("model")),
            entry("gen_ai.client.inference.duration", PointReading.timed("model")),
            entry("gen_ai.client.inference.usage.input_tokens", PointReading.input(TokenClass.INPUT)),
            entry("gen_ai.client.inference.usage.output_tokens", PointReading.output(TokenClass.OUTPUT)),
            entry("gen_ai.client.inference.usage.cache_read.input_tokens", PointReading.among(TokenClass.CACHE_READ)),
            entry("gen_ai.client.inference.usage.cache_write.input_tokens", PointReading.among(TokenClass.CACHE_WRITE)),
            entry("gen_ai.client.inference.usage.reasoning.output_tokens", PointReading.among(TokenClass.REASONING)),
            entry(
                    "gen_ai.client.inference.operation.input_tokens",
                    PointReading.input(TokenClass.INPUT).repeated()),
            entry(
                    "gen_ai.client.inference.operation.output_tokens",
                    PointReading.output(TokenClass.OUTPUT).repeated()),
            entry("gen_ai.execute_tool.duration", PointReading.timed("tool")),
            entry("gen_ai.invoke_agent.duration", PointReading.timed("agent")),
            entry("gen_ai.invoke_workflow.duration", PointReading.timed("workflow")),
            entry("gen_ai.workflow.duration", PointReading.timed("workflow")),
            entry(
                    "gen_ai.invoke_agent.inference_calls",
                    PointReading.calls("model").repeated()),
            entry("gen_ai.invoke_agent.tool_calls", PointReading.calls("tool").repeated()),
            entry(MCP_CLIENT, PointReading.timed("mcp")),
            entry("mcp.server.operation.duration", PointReading.timed("mcp")));

    /** LangChain4j's input leaves out what it calls by Anthropic's names for the cache; nobody else has these types. */
    private static final Map<String, PointReading> BY_TOKEN_TYPE = Map.ofEntries(
            entry("input", PointReading.input(TokenClass.INPUT)),
            entry("prompt", PointReading.input(TokenClass.INPUT)),
            entry("output", PointReading.output(TokenClass.OUTPUT)),
            entry("completion", PointReading.output(TokenClass.OUTPUT)),
            entry("cache_read", PointReading.input(TokenClass.CACHE_READ)),
            entry("cache_creation", PointReading.input(TokenClass.CACHE_WRITE)),
            entry("input_cached", PointReading.among(TokenClass.CACHE_READ)),
            entry("reasoning", PointReading.among(TokenClass.REASONING)));

    private static final Map<String, String> KINDS = Map.ofEntries(
            entry("embeddings", "embedding"),
            entry("embedding", "embedding"),
            entry("execute_tool", "tool"),
            entry("tool_call", "tool"),
            entry("invoke_agent", "agent"),
            entry("create_agent", "agent"),
            entry("agent_call", "agent"),
            entry("invoke_workflow", "workflow"),
            entry("agent_step", "step"),
            entry("framework", "step"),
            entry("chain", "step"),
            entry("plan", "plan"),
            entry("retrieval", "retrieval"),
            entry("rerank", "retrieval"));

    /** What wraps calls of models repeats their tokens. */
    private static final Set<String> WRAPPERS = Set.of("agent", "workflow", "step");

    private OtelMetrics() {}

    /** What the point says in these conventions, or null. */
    static @Nullable PointReading read(MetricPoint point) {
        PointReading row = row(point);
        if (row == null) {
            return null;
        }
        PointReading reading = row.of(point);
        if (point.name().startsWith(MCP)) {
            return mcp(point, reading);
        }
        return point.name().startsWith(CLIENT) ? ofClient(point, reading) : about(point, reading);
    }

    /** The kind of operation that one of OpenTelemetry's names stands for; that of a model's call for one not known. */
    static String kind(@Nullable String operation) {
        if (operation == null) {
            return "model";
        }
        String name = operation.toLowerCase(Locale.ROOT);
        return KINDS.getOrDefault(name, name.contains("_memory") ? "memory" : "model");
    }

    /** The reading about the tool or model that the point names by OpenTelemetry's names. */
    static PointReading about(MetricPoint point, PointReading reading) {
        Attributes attributes = point.attributes();
        return switch (reading.operation()) {
            case "tool" -> reading.about(attributes.text(GenAi.TOOL_NAME));
            case "model", "embedding" ->
                reading.about(
                        ModelFields.provider(attributes, point.resource()),
                        ModelFields.eitherModel(attributes),
                        ModelFields.requestModel(attributes));
            default -> reading;
        };
    }

    private static @Nullable PointReading row(MetricPoint point) {
        if (!point.name().equals(TOKEN_USAGE)) {
            return METRICS.get(point.name());
        }
        String type = point.attributes().text("gen_ai.token.type");
        return type == null ? null : BY_TOKEN_TYPE.get(type.toLowerCase(Locale.ROOT));
    }

    private static PointReading ofClient(MetricPoint point, PointReading reading) {
        String kind = kind(point.attributes().text(GenAi.OPERATION));
        boolean repeats = !reading.measure().isOfCalls() && WRAPPERS.contains(kind);
        PointReading done = about(point, spoken(point, reading).doing(kind));
        return repeats ? done.repeated() : done;
    }

    /** Spoken tokens have a price of their own. */
    private static PointReading spoken(MetricPoint point, PointReading reading) {
        if (!"audio".equals(point.attributes().text("gen_ai.token.modality"))) {
            return reading;
        }
        boolean input = reading.measure() == Measure.INPUT_TOKENS;
        boolean output = reading.measure() == Measure.OUTPUT_TOKENS;
        return input
                ? reading.counting(TokenClass.AUDIO_INPUT)
                : output ? reading.counting(TokenClass.AUDIO_OUTPUT) : reading;
    }

    private static PointReading mcp(MetricPoint point, PointReading reading) {
        String method = point.attributes().text(GenAi.MCP_METHOD);
        if (McpExchange.TOOLS_CALL.equals(method)) {
            PointReading call = about(point, reading.doing("tool"));
            return point.name().equals(MCP_CLIENT) ? call.repeated() : call;
        }
        return GenAi.MCP_RESOURCE_READ.equals(method) ? reading.doing("retrieval") : reading;
    }
}
