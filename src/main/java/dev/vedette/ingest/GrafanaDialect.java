package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Grafana's agent observability SDKs, {@code agento11y} and before that {@code sigil}: OpenTelemetry's names under words
 * of their own for calls of models, and who it was for. Tags and the conversation's title stay attributes.
 */
final class GrafanaDialect implements Dialect {
    static final String NAME = "grafana-agento11y";

    private static final String[] SCOPES = {"github.com/grafana/agento11y", "github.com/grafana/sigil"};
    private static final String[] FRAMEWORK = {"agento11y.framework.name", "sigil.framework.name"};
    private static final String[] USER = {"agento11y.user.id", "sigil.user.id"};
    private static final String[] MARKS = {
        "agento11y.generation.id", "agento11y.sdk.name", "sigil.generation.id", "sigil.sdk.name"
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String framework = attributes.firstText(FRAMEWORK);
        String user = attributes.firstText(USER);
        if (framework == null && user == null && !isMarked(span)) {
            return null;
        }
        SpanReading reading = isGeneration(attributes)
                ? SpanReading.of(
                        span,
                        ModelFields.call(
                                span, OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span)))
                : OtelGenAiDialect.understood(span);
        return reading.by(
                reading.who().or(new Identity(null, null, null, null, null, null, null, user, null, null, framework)));
    }

    private static boolean isMarked(RawSpan span) {
        for (String scope : SCOPES) {
            if (span.scope().name().startsWith(scope)) {
                return true;
            }
        }
        for (String mark : MARKS) {
            if (span.attributes().has(mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGeneration(Attributes attributes) {
        String operation = attributes.text(GenAi.OPERATION);
        return "generateText".equals(operation) || "streamText".equals(operation);
    }
}
