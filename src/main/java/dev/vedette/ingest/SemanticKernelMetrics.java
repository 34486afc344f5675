package dev.vedette.ingest;

import static java.util.Map.entry;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Semantic Kernel's own metrics. Every connector counts the tokens of its calls, without the model; the functions that
 * are prompts tell theirs again.
 */
final class SemanticKernelMetrics {
    private static final String CONNECTORS = "semantic_kernel.connectors.";
    private static final String FUNCTION = "semantic_kernel.function.name";
    private static final PointReading PROMPT = PointReading.input(TokenClass.INPUT);
    private static final PointReading COMPLETION = PointReading.output(TokenClass.OUTPUT);

    private static final Map<String, PointReading> METRICS = Map.ofEntries(
            entry("semantic_kernel.function.invocation.duration", PointReading.timed("tool")),
            entry("semantic_kernel.function.streaming.duration", PointReading.timed("tool")),
            entry("semantic_kernel.function.invocation.token_usage.prompt", PROMPT.repeated()),
            entry("semantic_kernel.function.invocation.token_usage.completion", COMPLETION.repeated()),
            entry("semantic_kernel.planning.create_plan.duration", PointReading.timed("plan")),
            entry("semantic_kernel.planning.invoke_plan.duration", PointReading.timed("workflow")));

    private SemanticKernelMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        PointReading row = point.name().startsWith(CONNECTORS) ? connector(point.name()) : METRICS.get(point.name());
        if (row == null) {
            return null;
        }
        PointReading reading = row.of(point).by(Identity.of(SemanticKernelDialect.NAME));
        return reading.operation().equals("tool")
                ? reading.about(point.attributes().text(FUNCTION))
                : OtelMetrics.about(point, reading);
    }

    /** {@code semantic_kernel.connectors.openai.tokens.prompt}, and so for every connector. */
    private static @Nullable PointReading connector(String name) {
        return name.endsWith(".tokens.prompt") ? PROMPT : name.endsWith(".tokens.completion") ? COMPLETION : null;
    }
}
