package dev.vedette.ingest;

import static java.util.Map.entry;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gemini CLI's metrics. Its output leaves out thoughts and its input holds what came from the cache; the tokens of
 * tools' prompts are left out as in its log records. What it tells by OpenTelemetry's names as well is a repetition,
 * without thoughts and cache.
 */
final class GeminiCliMetrics {
    private static final Map<String, PointReading> METRICS = Map.ofEntries(
            entry("gemini_cli.api.request.count", PointReading.calls("model")),
            entry(
                    "gemini_cli.api.request.latency",
                    PointReading.duration("model").inMillis()),
            entry("gemini_cli.tool.call.count", PointReading.calls("tool")),
            entry("gemini_cli.tool.call.latency", PointReading.duration("tool").inMillis()),
            entry("gemini_cli.agent.run.count", PointReading.calls("agent")),
            entry("gemini_cli.agent.duration", PointReading.duration("agent").inMillis()));

    private static final Map<String, PointReading> BY_TYPE = Map.of(
            "input", PointReading.input(TokenClass.INPUT),
            "cache", PointReading.among(TokenClass.CACHE_READ),
            "output", PointReading.output(TokenClass.OUTPUT),
            "thought", PointReading.output(TokenClass.REASONING));

    private GeminiCliMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        if (!point.name().startsWith(GeminiCliDialect.PREFIX)) {
            PointReading repetition =
                    point.scope().name().equals(GeminiCliDialect.NAME) ? OtelMetrics.read(point) : null;
            return repetition == null ? null : repetition.repeated();
        }
        Attributes attributes = point.attributes();
        String type = attributes.text("type");
        PointReading row = !point.name().equals("gemini_cli.token.usage")
                ? METRICS.get(point.name())
                : type == null ? null : BY_TYPE.get(type);
        return row == null ? null : about(row.of(point), attributes);
    }

    private static PointReading about(PointReading reading, Attributes attributes) {
        return switch (reading.operation()) {
            case "model" -> reading.about(GeminiCliDialect.provider(attributes), attributes.text("model"), null);
            case "tool" -> tool(reading, attributes).about(attributes.text("function_name"));
            default -> ended(reading, attributes.text("terminate_reason"));
        };
    }

    /** A call that was refused did not run: it is a decision, and no failure. */
    private static PointReading tool(PointReading reading, Attributes attributes) {
        boolean refused =
                reading.measure() == Measure.CALLS && Verdicts.of(attributes.text("decision")) == Verdict.DENY;
        return refused ? PointReading.calls("decision") : reading;
    }

    private static PointReading ended(PointReading run, @Nullable String reason) {
        return reason != null && reason.startsWith("ERROR") ? run.failing() : run;
    }
}
