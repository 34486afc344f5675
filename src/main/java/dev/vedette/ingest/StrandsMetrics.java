package dev.vedette.ingest;

import static java.util.Map.entry;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of AWS Strands for Python ({@code strands.*}) and TypeScript ({@code gen_ai.agent.*}). Neither names the
 * model. Python counts calls of tools three times: all, those that went well and those that failed; the last two are
 * the whole and tell more.
 */
final class StrandsMetrics {
    private static final Map<String, PointReading> METRICS = Map.ofEntries(
            entry("strands.event_loop.cycle_count", PointReading.calls("step")),
            entry("strands.event_loop.cycle_duration", PointReading.duration("step")),
            entry("strands.event_loop.latency", PointReading.timed("model").inMillis()),
            entry("strands.event_loop.input.tokens", PointReading.input(TokenClass.INPUT)),
            entry("strands.event_loop.output.tokens", PointReading.output(TokenClass.OUTPUT)),
            entry("strands.event_loop.cache_read.input.tokens", PointReading.among(TokenClass.CACHE_READ)),
            entry("strands.event_loop.cache_write.input.tokens", PointReading.among(TokenClass.CACHE_WRITE)),
            entry("strands.tool.call_count", PointReading.calls("tool").repeated()),
            entry("strands.tool.success_count", PointReading.calls("tool")),
            entry("strands.tool.error_count", PointReading.calls("tool").failing()),
            entry("strands.tool.duration", PointReading.duration("tool")),
            entry("gen_ai.agent.invocation.count", PointReading.calls("agent")),
            entry("gen_ai.agent.cycle.count", PointReading.calls("step")),
            entry("gen_ai.agent.cycle.duration", PointReading.duration("step").inMillis()),
            entry("gen_ai.agent.model.latency", PointReading.timed("model").inMillis()),
            entry("gen_ai.agent.tool.call.count", PointReading.calls("tool")),
            entry(
                    "gen_ai.agent.tool.error.count",
                    PointReading.calls("tool").failing().repeated()),
            entry("gen_ai.agent.tool.duration", PointReading.duration("tool").inMillis()),
            entry("gen_ai.agent.tokens.input", PointReading.input(TokenClass.INPUT)),
            entry("gen_ai.agent.tokens.output", PointReading.output(TokenClass.OUTPUT)));

    private StrandsMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        PointReading row = METRICS.get(point.name());
        if (row == null) {
            return null;
        }
        Attributes attributes = point.attributes();
        PointReading reading = row.of(point).by(Identity.of(StrandsDialect.NAME));
        return reading.operation().equals("tool")
                ? reading.about(attributes.firstText("tool_name", GenAi.TOOL_NAME))
                : OtelMetrics.about(point, reading);
    }
}
