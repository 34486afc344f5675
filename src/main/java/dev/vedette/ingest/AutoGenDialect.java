package dev.vedette.ingest;

import dev.vedette.telemetry.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's AutoGen. Agents and tools are told in OpenTelemetry's terms; the spans of its runtime, such as {@code
 * autogen send writer}, carry messages from agent to agent and are no operation of either.
 */
final class AutoGenDialect implements Dialect {
    static final String NAME = "autogen";

    private static final String RUNTIME = "autogen ";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        String provider = span.attributes().firstText(GenAi.PROVIDER, GenAi.SYSTEM);
        String scope = span.scope().name();
        boolean runtime = span.name().startsWith(RUNTIME);
        if (!runtime && !NAME.equals(provider) && !scope.startsWith("autogen")) {
            return null;
        }
        SpanReading reading = span.attributes().has(GenAi.OPERATION)
                ? OtelGenAiDialect.understood(span)
                : SpanReading.of(span, new Operation.Other());
        return reading.by(reading.who().or(Identity.of(NAME)));
    }
}
