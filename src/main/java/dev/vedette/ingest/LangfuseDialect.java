package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Usage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Langfuse SDKs. They put session, user and environment on every span that passes them, so only an observation's own
 * attributes, or their scope, make a span theirs. The values of most attributes are JSON texts.
 */
final class LangfuseDialect implements Dialect {
    static final String NAME = "langfuse";

    private static final String SCOPE = "langfuse-sdk";
    private static final String OBSERVATION = "langfuse.observation.";
    private static final String TYPE = OBSERVATION + "type";
    private static final String INPUT = OBSERVATION + "input";
    private static final String OUTPUT = OBSERVATION + "output";
    private static final String MODEL = OBSERVATION + "model.name";
    private static final String USAGE = OBSERVATION + "usage_details";
    private static final String COST = OBSERVATION + "cost_details";
    private static final String FIRST_TOKEN = OBSERVATION + "completion_start_time";
    private static final String[] PARAMETERS = {OBSERVATION + "model.parameters", OBSERVATION + "model_parameters"};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String type = attributes.text(TYPE);
        if (type == null && !span.scope().name().equals(SCOPE) && !attributes.has(MODEL) && !attributes.has(USAGE)) {
            return null;
        }
        String named = type == null ? untyped(attributes) : type.toLowerCase(Locale.ROOT);
        Operation operation = operation(span, named);
        return SpanReading.of(operation, usage(attributes, operation))
                .by(Identity.named(named.equals("agent") ? spanName(span) : null));
    }

    private static String untyped(Attributes attributes) {
        return attributes.has(MODEL) || attributes.has(USAGE) ? "generation" : "span";
    }

    private static Operation operation(RawSpan span, String type) {
        Attributes attributes = span.attributes();
        JsonNode output = Json.tree(attributes.get(OUTPUT));
        return switch (type) {
            case "generation" -> modelCall(span);
            case "embedding" -> embedding(attributes);
            case "tool" ->
                new Operation.ToolCall(
                        spanName(span),
                        attributes.text(GenAi.TOOL_CALL_ID),
                        null,
                        Json.text(attributes.get(INPUT)),
                        Json.text(attributes.get(OUTPUT)));
            case "agent" -> run(attributes, Extent.AGENT);
            case "chain", "span" -> run(attributes, Extent.STEP);
            case "retriever" ->
                new Operation.Retrieval(
                        null,
                        query(Json.tree(attributes.get(INPUT))),
                        DocumentReader.read(output.path("documents").isArray() ? output.path("documents") : output));
            case "guardrail" ->
                new Oversight.Guardrail(
                        spanName(span), GuardrailOutcome.verdict(output), Json.text(attributes.get(OUTPUT)));
            case "evaluator" -> EvaluationOutcome.of(spanName(span), attributes, OUTPUT);
            default -> new Operation.Other();
        };
    }

    private static Operation run(Attributes attributes, Extent extent) {
        return new Operation.AgentRun(extent, input(attributes), output(attributes), List.of());
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        JsonNode request = Json.tree(attributes.get(INPUT));
        Operation.ModelCall call = ModelFields.call(
                span, input(attributes), output(attributes), ToolDefinitionReader.read(request.path("tools")));
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        null,
                        null,
                        attributes.text(MODEL),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        timeToFirstToken(span),
                        parameters(attributes),
                        ResponseDetails.NONE));
    }

    private static RequestParameters parameters(Attributes attributes) {
        for (String key : PARAMETERS) {
            if (attributes.has(key)) {
                return RequestReader.read(Json.tree(attributes.get(key)));
            }
        }
        return RequestParameters.NONE;
    }

    private static Operation embedding(Attributes attributes) {
        String model = attributes.text(MODEL);
        JsonNode input = Json.tree(attributes.get(INPUT));
        List<String> texts = new ArrayList<>();
        (input.isArray() ? input : List.of(input)).forEach(text -> texts.add(Json.raw(text)));
        texts.removeIf(String::isEmpty);
        return new Operation.Embedding(
                Providers.provider(attributes),
                model == null ? ModelFields.eitherModel(attributes) : model,
                texts,
                null);
    }

    private static List<Message> input(Attributes attributes) {
        return MessageReader.messages(Json.tree(attributes.get(INPUT)), "user");
    }

    private static List<Message> output(Attributes attributes) {
        return MessageReader.messages(Json.tree(attributes.get(OUTPUT)), "assistant");
    }

    private static @Nullable String query(JsonNode input) {
        String named = Json.first(input, "query", "input", "question");
        String text = named == null ? Json.raw(input) : named;
        return text.isEmpty() ? null : text;
    }

    private static Usage usage(Attributes attributes, Operation operation) {
        boolean counts = operation instanceof Operation.ModelCall || operation instanceof Operation.Embedding;
        if (!counts && !(operation instanceof Operation.AgentRun)) {
            return Usage.NONE;
        }
        return LangfuseUsage.read(Json.tree(attributes.get(USAGE)), Json.tree(attributes.get(COST)), counts);
    }

    /** An ISO time, in quotes or not; one outside of the span is not believed. */
    private static @Nullable Long timeToFirstToken(RawSpan span) {
        String text = Json.raw(Json.tree(span.attributes().get(FIRST_TOKEN)));
        if (text.isEmpty() || text.length() > 64) {
            return null;
        }
        try {
            Instant first = OffsetDateTime.parse(text).toInstant();
            long nanos = Epoch.nanos(first) - span.startEpochNanos();
            return nanos >= 0 && nanos <= span.endEpochNanos() - span.startEpochNanos() ? Long.valueOf(nanos) : null;
        } catch (DateTimeException | ArithmeticException notATime) {
            return null;
        }
    }

    private static String spanName(RawSpan span) {
        return span.name().isEmpty() ? "unknown" : span.name();
    }
}
