package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Usage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's Copilot CLI: OpenTelemetry's conventions with attributes of its own beside them. Its cost counts premium
 * requests and is no money, so it is not read as such.
 */
final class CopilotCliDialect implements Dialect {
    static final String NAME = "github-copilot-cli";

    private static final String PREFIX = "github.copilot.";
    private static final String PERMISSION = PREFIX + "permission.";
    private static final Map<String, PointReading> METRICS = Map.of(
            "github.copilot.tool.call.count", PointReading.calls("tool"),
            "github.copilot.tool.call.duration", PointReading.duration("tool"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!isCopilots(span.scope().name(), attributes)) {
            return null;
        }
        if (attributes.has(PERMISSION + "result") && !attributes.has(GenAi.OPERATION)) {
            return SpanReading.of(decision(attributes), Usage.NONE).by(who(attributes));
        }
        SpanReading reading = OtelGenAiDialect.understood(span);
        return reading.by(reading.who().or(who(attributes)));
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        Attributes attributes = log.attributes();
        if (!isCopilots(log.scope().name(), attributes)) {
            return null;
        }
        if (attributes.has(PERMISSION + "result")) {
            return LogReading.of(decision(attributes), Usage.NONE).by(who(attributes));
        }
        return LogReading.messages(OtelContent.input(attributes), OtelContent.output(attributes))
                .by(who(attributes));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading row = METRICS.get(point.name());
        boolean own = row != null || isCopilots(point.scope().name(), point.attributes());
        PointReading reading =
                !own ? null : row == null ? OtelMetrics.read(point) : OtelMetrics.about(point, row.of(point));
        return reading == null ? null : reading.by(who(point.attributes()));
    }

    private static boolean isCopilots(String scope, Attributes attributes) {
        if (scope.equals("github.copilot") || scope.startsWith("@github/copilot")) {
            return true;
        }
        for (String key : attributes.keys()) {
            if (key.startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    /** Everything that follows from one prompt is one interaction; it has numbered turns. */
    private static Identity who(Attributes attributes) {
        return Identity.of(NAME).inSession(null, attributes.firstText(PREFIX + "interaction_id", PREFIX + "turn_id"));
    }

    private static Operation decision(Attributes attributes) {
        String said = attributes.text(PERMISSION + "result");
        String result = said == null ? "" : said.toLowerCase(Locale.ROOT);
        String word = result.startsWith("denied") ? "denied" : result.startsWith("approved") ? "approved" : said;
        return new Oversight.Decision(
                attributes.firstText(PERMISSION + "tool_name", GenAi.TOOL_NAME, PERMISSION + "kind"),
                attributes.text(GenAi.TOOL_CALL_ID),
                Verdicts.of(word),
                said,
                null,
                null);
    }
}
