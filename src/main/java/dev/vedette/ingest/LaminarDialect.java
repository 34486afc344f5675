package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Laminar: a type for some spans, and what went in and came out of any. */
final class LaminarDialect implements Dialect {
    static final String NAME = "laminar";

    private static final String TYPE = "lmnr.span.type";
    private static final String INPUT = "lmnr.span.input";
    private static final String OUTPUT = "lmnr.span.output";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!attributes.has(TYPE) && !attributes.has(INPUT) && !attributes.has(OUTPUT)) {
            return null;
        }
        String type = attributes.text(TYPE);
        Operation operation = operation(span, type == null ? "" : type.toUpperCase(Locale.ROOT));
        return SpanReading.of(span, operation);
    }

    private static Operation operation(RawSpan span, String type) {
        Attributes attributes = span.attributes();
        String name = span.name().isEmpty() ? "unknown" : span.name();
        return switch (type) {
            case "LLM" ->
                ModelFields.call(
                        span,
                        messages(attributes, INPUT, "user"),
                        messages(attributes, OUTPUT, "assistant"),
                        OtelContent.tools(span));
            case "TOOL" ->
                new Operation.ToolCall(
                        name, null, null, Json.text(attributes.get(INPUT)), Json.text(attributes.get(OUTPUT)));
            case "EVALUATOR", "HUMAN_EVALUATOR", "EVALUATION" ->
                new Oversight.Evaluation(name, null, null, Json.text(attributes.get(OUTPUT)), null);
            default -> {
                Operation known = OtelGenAiDialect.understood(span).operation();
                yield known instanceof Operation.Other
                        ? new Operation.AgentRun(
                                Extent.STEP,
                                messages(attributes, INPUT, "user"),
                                messages(attributes, OUTPUT, "assistant"),
                                List.of())
                        : known;
            }
        };
    }

    private static List<Message> messages(Attributes attributes, String key, String role) {
        return MessageReader.messages(Json.tree(attributes.get(key)), role);
    }
}
