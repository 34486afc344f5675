package dev.vedette.ingest;

import static java.util.Map.entry;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenLLMetry's own metrics, from before it took OpenTelemetry's names. Its counters of exceptions go along with a
 * duration of the same call.
 */
final class OpenLlmetryMetrics {
    private static final PointReading FAILURES =
            PointReading.calls("model").failing().repeated();

    private static final Map<String, PointReading> METRICS = Map.ofEntries(
            entry("llm.openai.chat_completions.duration", PointReading.timed("model")),
            entry("llm.openai.embeddings.duration", PointReading.timed("embedding")),
            entry("llm.openai.image_generations.duration", PointReading.timed("model")),
            entry("llm.anthropic.completion.duration", PointReading.timed("model")),
            entry("llm.watsonx.completions.duration", PointReading.timed("model")),
            entry("llm.openai.chat_completions.exceptions", FAILURES),
            entry("llm.openai.embeddings.exceptions", FAILURES.doing("embedding")),
            entry("llm.openai.image_generations.exceptions", FAILURES),
            entry("llm.anthropic.completion.exceptions", FAILURES),
            entry("llm.watsonx.completions.exceptions", FAILURES));

    private static final Map<String, String> TOKENS = Map.of(
            "llm.openai.chat_completions.tokens", "model",
            "llm.openai.embeddings.tokens", "embedding",
            "llm.anthropic.completion.tokens", "model",
            "llm.watsonx.completions.tokens", "model");

    private OpenLlmetryMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        String operation = TOKENS.get(point.name());
        PointReading row = operation == null ? METRICS.get(point.name()) : tokens(point, operation);
        return row == null ? null : OtelMetrics.about(point, row.of(point));
    }

    private static @Nullable PointReading tokens(MetricPoint point, String operation) {
        String type = point.attributes().firstText("llm.usage.token_type", "gen_ai.token.type");
        return switch (type == null ? "" : type) {
            case "prompt", "input" -> PointReading.input(TokenClass.INPUT).doing(operation);
            case "completion", "output" ->
                PointReading.output(TokenClass.OUTPUT).doing(operation);
            default -> null;
        };
    }
}
