package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spring AI's timers. The tokens, and the calls of LangChain4j's Micrometer module, go by OpenTelemetry's names and are
 * read as such.
 */
final class SpringAiMetrics {
    private static final Map<String, PointReading> METRICS = Map.of(
            "gen_ai.client.operation", PointReading.timed("model").inMillis(),
            "spring.ai.chat.client", PointReading.timed("agent").inMillis(),
            "spring.ai.advisor", PointReading.timed("step").inMillis(),
            "spring.ai.tool", PointReading.timed("tool").inMillis(),
            "db.vector.client.operation", PointReading.timed("retrieval").inMillis());

    private SpringAiMetrics() {}

    static @Nullable PointReading read(MetricPoint point) {
        PointReading row = METRICS.get(point.name());
        if (row == null) {
            return null;
        }
        Attributes attributes = point.attributes();
        PointReading reading = row.of(point).by(Identity.of(SpringAiDialect.NAME));
        return switch (reading.operation()) {
            case "model" -> OtelMetrics.about(point, reading.doing(OtelMetrics.kind(attributes.text(GenAi.OPERATION))));
            case "tool" -> reading.about(attributes.firstText("spring.ai.tool.definition.name", GenAi.TOOL_NAME));
            default -> reading;
        };
    }
}
