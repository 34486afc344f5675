package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j in Quarkus: {@code completion gpt-4o} for a model's call, {@code langchain4j.tools.weather} for a tool,
 * {@code langchain4j.aiservices.Assistant.chat} for a method of an AI service, which is the agent here.
 */
final class QuarkusDialect implements Dialect {
    static final String NAME = "quarkus-langchain4j";

    private static final String PREFIX = "langchain4j.";
    private static final String TOOLS = "langchain4j.tools.";
    private static final String SERVICES = "langchain4j.aiservices.";
    private static final String COMPLETION = "completion ";
    private static final String COST = "gen_ai.client.estimated_cost";
    private static final String DOLLARS = "USD";

    /** The cost is an estimate that few set up, so tokens are given ours and theirs is not counted beside it. */
    private static final Map<String, PointReading> METRICS = Map.of(
            "langchain4j.aiservices.counted",
            PointReading.calls("agent"),
            "langchain4j.aiservices.timed",
            PointReading.duration("agent").inMillis(),
            COST,
            PointReading.COST.repeated());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        String name = span.name();
        if (name.startsWith(TOOLS)) {
            return by(span, toolCall(span));
        }
        if (name.startsWith(SERVICES)) {
            String method = name.substring(SERVICES.length());
            int dot = method.indexOf('.');
            SpanReading reading = by(span, run(span, Extent.AGENT));
            return reading.by(reading.who().or(Identity.named(dot <= 0 ? method : method.substring(0, dot))));
        }
        if (name.startsWith(COMPLETION) && isQuarkus(span)) {
            return by(
                    span,
                    ModelFields.call(span, OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span)));
        }
        return name.startsWith(PREFIX) ? by(span, run(span, Extent.STEP)) : null;
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading row = METRICS.get(point.name());
        if (row == null) {
            return null;
        }
        Identity who = Identity.of(NAME).or(Identity.named(point.attributes().text("aiservice")));
        return OtelMetrics.about(point, row.of(point)).by(who);
    }

    /** Others call a span so too. */
    private static boolean isQuarkus(RawSpan span) {
        return span.scope().name().startsWith("io.quark") || span.attributes().has(COST);
    }

    private static SpanReading by(RawSpan span, Operation operation) {
        SpanReading reading = SpanReading.of(span, operation);
        return reading.using(FillIn.fill(reading.usage(), estimated(span.attributes())))
                .by(Identity.of(NAME));
    }

    /** The cost is a number and a currency in one text. */
    private static Usage estimated(Attributes attributes) {
        String text = attributes.text(COST);
        if (text == null || !text.endsWith(DOLLARS)) {
            return Usage.NONE;
        }
        Attributes number = Attributes.of(
                Map.of(COST, text.substring(0, text.length() - DOLLARS.length()).strip()));
        return new Usage(null, null, null, null, null, UsageReader.cost(number, COST), true);
    }

    private static Operation run(RawSpan span, Extent extent) {
        return new Operation.AgentRun(extent, OtelContent.input(span), OtelContent.output(span), List.of());
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String named = attributes.text(GenAi.TOOL_NAME);
        String rest = span.name().substring(TOOLS.length());
        return new Operation.ToolCall(
                named == null ? rest.isEmpty() ? "unknown" : rest : named,
                attributes.text(GenAi.TOOL_CALL_ID),
                null,
                text(attributes, GenAi.TOOL_ARGUMENTS, "tool.arguments"),
                text(attributes, GenAi.TOOL_RESULT, "tool.result"));
    }

    private static @Nullable String text(Attributes attributes, String key, String other) {
        String text = Json.text(attributes.get(key));
        return text == null ? Json.text(attributes.get(other)) : text;
    }
}
