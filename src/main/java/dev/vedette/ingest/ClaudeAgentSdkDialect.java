package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Claude's Agent SDK as Logfire records it: OpenTelemetry's conventions, except for who owns the tokens. While an answer
 * is streamed its output is counted in part only; the run has the complete numbers and the cost, so it owns them.
 */
final class ClaudeAgentSdkDialect implements Dialect {
    static final String NAME = "claude-agent-sdk";

    private static final String PARTIAL = "gen_ai.usage.partial.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        String scope = span.scope().name();
        if (!scope.endsWith("claude_agent_sdk") && !scope.endsWith(NAME)) {
            return null;
        }
        SpanReading understood = OtelGenAiDialect.understood(span);
        SpanReading reading = understood.by(understood.who().or(Identity.of(NAME)));
        Operation operation = reading.operation();
        if (operation instanceof Operation.Other) {
            return null;
        }
        if (operation instanceof Operation.AgentRun) {
            return reading.using(UsageReader.read(span.attributes(), true));
        }
        Usage partial = partial(span.attributes());
        return partial == null ? reading : reading.using(partial);
    }

    private static @Nullable Usage partial(Attributes attributes) {
        Long input = UsageReader.tokens(attributes, PARTIAL + "input_tokens");
        Long output = UsageReader.tokens(attributes, PARTIAL + "output_tokens");
        if (input == null && output == null) {
            return null;
        }
        Long read = UsageReader.tokens(attributes, PARTIAL + "cache_read.input_tokens");
        Long written = UsageReader.tokens(attributes, PARTIAL + "cache_creation.input_tokens");
        return new Usage(TokenCount.withCache(input, read, written), output, read, written, null, null, false);
    }
}
