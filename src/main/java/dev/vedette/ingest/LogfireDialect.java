package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Logfire, with what it instruments itself: the OpenAI Agents SDK, the Claude Agent SDK, the clients of OpenAI and
 * Anthropic, and MCP. It sends a preview of every span when that begins, whoever's it is, with the same attributes: a
 * preview is nothing done. Its marks on the spans of other instrumentations make those none of its own.
 */
final class LogfireDialect implements Dialect {
    static final String NAME = "logfire";

    private static final String SPAN_TYPE = "logfire.span_type";
    private static final String CLAUDE_SCOPE = "logfire.claude_agent_sdk";
    private static final String CLAUDE = "claude-agent-sdk";
    private static final String PARTIAL_TOKENS = "gen_ai.usage.partial.input_tokens";
    private static final String FEEDBACK = "logfire.feedback.name";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String type = attributes.text(SPAN_TYPE);
        boolean marked = type != null
                || attributes.has("logfire.msg")
                || span.scope().name().startsWith("logfire");
        if ("pending_span".equals(type)) {
            return SpanReading.of(new Operation.Other(), Usage.NONE);
        }
        if (!marked || attributes.has("openinference.span.kind")) {
            return null;
        }
        if (attributes.has(FEEDBACK)) {
            return SpanReading.of(feedback(attributes), Usage.NONE);
        }
        SpanReading reading = OpenAiAgentsReader.read(span);
        reading = reading == null ? LogfireMcpReader.read(span) : reading;
        reading = reading == null ? LogfireProviderReader.read(span) : reading;
        return reading == null ? claude(span) : reading;
    }

    /** The score lies in an attribute that has the measure's name; a word there is a label. */
    private static Operation feedback(Attributes attributes) {
        String measure = attributes.text(FEEDBACK);
        Double score = measure == null ? null : attributes.decimal(measure);
        return new Oversight.Evaluation(
                measure,
                score,
                measure == null || score != null ? null : attributes.text(measure),
                attributes.text("logfire.feedback.comment"),
                null);
    }

    /** The calls tell the tokens of their first chunks only, the run at the end tells all of them and the cost. */
    private static @Nullable SpanReading claude(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!span.scope().name().equals(CLAUDE_SCOPE) && !attributes.has(PARTIAL_TOKENS)) {
            return null;
        }
        SpanReading reading = OtelGenAiDialect.understood(span);
        Operation operation = reading.operation();
        if (operation instanceof Operation.Other) {
            return null;
        }
        boolean run = operation instanceof Operation.AgentRun;
        return (run || operation instanceof Operation.ModelCall
                        ? reading.using(UsageReader.read(attributes, run))
                        : reading)
                .by(FillIn.fill(reading.who(), Identity.of(CLAUDE)));
    }
}
