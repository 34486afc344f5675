package dev.vedette.ingest;

import static java.util.Map.entry;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codex CLI's metrics. A turn's tokens are told by type, of which some are among others. New versions tell a turn's cost
 * as well, by a list of prices of their own; as old ones do not, the tokens have an estimate and that cost is a repetition.
 */
final class CodexMetrics {
    private static final String PROVIDER = "openai";
    private static final double USD_PER_MICRO = 1e-6;

    private static final Map<String, PointReading> METRICS = Map.ofEntries(
            entry("codex.api_request", PointReading.calls("model")),
            entry(
                    "codex.api_request.duration_ms",
                    PointReading.duration("model").inMillis()),
            entry("codex.websocket.request", PointReading.calls("model")),
            entry(
                    "codex.websocket.request.duration_ms",
                    PointReading.duration("model").inMillis()),
            entry("codex.tool.call", PointReading.calls("tool")),
            entry("codex.tool.call.duration_ms", PointReading.duration("tool").inMillis()),
            entry("codex.turn.tool.call", PointReading.calls("tool").repeated()),
            entry("codex.turn.e2e_duration_ms", PointReading.timed("agent").inMillis()),
            entry("codex.conversation.turn.count", PointReading.calls("agent").repeated()),
            entry(
                    "codex.turn.cost_microusd",
                    PointReading.COST.scaled(USD_PER_MICRO).repeated()),
            entry("codex.approval.requested", PointReading.calls("decision")));

    private static final Map<String, PointReading> BY_TYPE = Map.of(
            "input", PointReading.input(TokenClass.INPUT),
            "cached_input", PointReading.among(TokenClass.CACHE_READ),
            "cache_write_input", PointReading.among(TokenClass.CACHE_WRITE),
            "output", PointReading.output(TokenClass.OUTPUT),
            "reasoning_output", PointReading.among(TokenClass.REASONING));

    private CodexMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        Attributes attributes = point.attributes();
        String type = attributes.text("token_type");
        PointReading row = !point.name().equals("codex.turn.token_usage")
                ? METRICS.get(point.name())
                : type == null ? null : BY_TYPE.get(type);
        if (row == null) {
            return null;
        }
        PointReading reading = row.of(point);
        return switch (reading.operation()) {
            case "model" -> reading.about(PROVIDER, attributes.text("model"), attributes.text("slug"));
            case "tool", "decision" -> reading.about(attributes.text("tool"));
            default -> reading;
        };
    }
}
