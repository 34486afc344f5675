package dev.vedette.ingest;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claude Code's metrics. Its input tokens leave out those of the cache, and it tells what all of them cost. */
final class ClaudeCodeMetrics {
    private static final Map<String, PointReading> BY_TYPE = Map.of(
            "input", PointReading.input(TokenClass.INPUT),
            "cacheRead", PointReading.input(TokenClass.CACHE_READ),
            "cacheCreation", PointReading.input(TokenClass.CACHE_WRITE),
            "output", PointReading.output(TokenClass.OUTPUT));

    private ClaudeCodeMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        Attributes attributes = point.attributes();
        return switch (point.name()) {
            case "claude_code.token.usage" -> tokens(attributes);
            case "claude_code.cost.usage" -> ofModel(PointReading.COST, attributes);
            // A word of the user's on an edit, and no edit.
            case "claude_code.code_edit_tool.decision" ->
                PointReading.calls("decision").about(attributes.text("tool_name"));
            default -> null;
        };
    }

    private static @Nullable PointReading tokens(Attributes attributes) {
        String type = attributes.text("type");
        PointReading reading = type == null ? null : BY_TYPE.get(type);
        return reading == null ? null : ofModel(reading.costToldApart(), attributes);
    }

    private static PointReading ofModel(PointReading reading, Attributes attributes) {
        return reading.about(ClaudeCodeDialect.provider(attributes), attributes.text("model"), null);
    }
}
