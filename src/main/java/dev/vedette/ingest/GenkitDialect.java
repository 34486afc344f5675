package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Google Genkit for JavaScript, Go, Python and Java: attributes with a colon, the kind in a subtype, and what went in and
 * came out as JSON of Genkit's own.
 */
final class GenkitDialect implements Dialect {
    static final String NAME = "genkit";

    private static final String TYPE = "genkit:type";
    private static final String SUBTYPE = "genkit:metadata:subtype";
    private static final String NAMED = "genkit:name";
    private static final String INPUT = "genkit:input";
    private static final String OUTPUT = "genkit:output";
    private static final String STATE = "genkit:state";
    private static final String SESSION = "genkit:sessionId";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!attributes.has(TYPE) && !attributes.has(NAMED)) {
            return null;
        }
        String kind = kind(attributes);
        boolean flow = kind.equals("flow") || kind.equals("agent");
        SpanReading reading = reading(span, kind)
                .by(Identity.of(NAME)
                        .or(Identity.named(flow ? named(span) : null))
                        .inSession(attributes.firstText(SESSION, "genkit:metadata:sessionId"), null));
        return "error".equals(attributes.text(STATE))
                ? reading.ended(new Status(Status.Code.ERROR, span.status().message(), exception(span)))
                : reading;
    }

    private static String exception(RawSpan span) {
        return span.events().stream()
                .filter(event -> event.name().equals(GenAi.EXCEPTION_EVENT))
                .map(event -> event.attributes().text("exception.type"))
                .filter(type -> type != null)
                .findFirst()
                .orElse("");
    }

    /** The subtype says more than the type, which is {@code action} for most. */
    private static String kind(Attributes attributes) {
        String kind = attributes.firstText(SUBTYPE, TYPE);
        return kind == null ? "" : kind.toLowerCase(Locale.ROOT);
    }

    private static SpanReading reading(RawSpan span, String kind) {
        Attributes attributes = span.attributes();
        JsonNode input = Json.tree(attributes.get(INPUT));
        JsonNode output = Json.tree(attributes.get(OUTPUT));
        return switch (kind) {
            case "model", "background-model" ->
                SpanReading.of(modelCall(span, input, output), usage(output.path("usage")));
            case "tool", "tool.v2" -> SpanReading.of(toolCall(span), Usage.NONE);
            case "retriever" -> SpanReading.of(retrieval(span, input, output), Usage.NONE);
            case "reranker" -> SpanReading.of(retrieval(span, input, output), Usage.NONE);
            case "embedder" -> SpanReading.of(embedding(span, input), Usage.NONE);
            case "evaluator" -> SpanReading.of(evaluation(span, output), Usage.NONE);
            case "userengagement" -> SpanReading.of(new Operation.Other(), Usage.NONE);
            case "flow" -> SpanReading.of(run(Extent.WORKFLOW, input, output), Usage.NONE);
            case "agent" -> SpanReading.of(run(Extent.AGENT, input, output), Usage.NONE);
            default -> SpanReading.of(run(Extent.STEP, input, output), Usage.NONE);
        };
    }

    private static Operation run(Extent extent, JsonNode input, JsonNode output) {
        return new Operation.AgentRun(extent, messages(input, "user"), answers(output), List.of());
    }

    private static Operation modelCall(RawSpan span, JsonNode input, JsonNode output) {
        String model = named(span);
        List<Message> answers = answers(output);
        Operation.ModelCall call = ModelFields.call(
                span, messages(input, "user"), answers, ToolDefinitionReader.read(input.path("tools")));
        JsonNode config = input.path("config");
        String version = Json.first(config, "version");
        Operation.ModelCall told = new Operation.ModelCall(
                ModelNames.provider(model),
                version == null || version.isEmpty() ? ModelNames.withoutProvider(model) : version,
                Json.first(
                        output.path("raw").isObject() ? output.path("raw") : output.path("custom"),
                        "modelVersion",
                        "model"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                RequestReader.read(config),
                ResponseDetails.NONE);
        return FillIn.fill(call, told);
    }

    /** An answer holds one message, or candidates with one message each in older versions. */
    private static List<Message> answers(JsonNode output) {
        JsonNode candidates = output.path("candidates");
        List<Message> answers = new ArrayList<>();
        if (candidates.isArray()) {
            candidates.forEach(candidate -> answers.add(MessageReader.message(candidate, "assistant")));
        } else {
            answers.addAll(messages(output, "assistant"));
        }
        return GeminiExchange.asAssistant(answers);
    }

    private static List<Message> messages(JsonNode node, String role) {
        return GeminiExchange.asAssistant(MessageReader.messages(node, role));
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        return new Operation.ToolCall(
                named(span),
                attributes.firstText("genkit:metadata:ref", "genkit:metadata:toolCallId"),
                null,
                Json.text(attributes.get(INPUT)),
                Json.text(attributes.get(OUTPUT)));
    }

    private static Operation retrieval(RawSpan span, JsonNode input, JsonNode output) {
        JsonNode options = input.path("options");
        JsonNode most = options.path(options.has("k") ? "k" : "topK");
        return new Operation.Retrieval(
                named(span),
                text(input.has("query") ? input.path("query") : input),
                DocumentReader.read(output.path("documents")),
                most.isIntegralNumber() ? Long.valueOf(most.longValue()) : null,
                null);
    }

    private static Operation embedding(RawSpan span, JsonNode input) {
        String model = named(span);
        List<String> texts = new ArrayList<>();
        JsonNode documents = input.path("input").isArray() ? input.path("input") : input.path("documents");
        documents.forEach(document -> texts.add(orEmpty(text(document))));
        return new Operation.Embedding(ModelNames.provider(model), ModelNames.withoutProvider(model), texts, null);
    }

    private static Operation evaluation(RawSpan span, JsonNode output) {
        JsonNode judged = output.isArray() ? output.path(0).path("evaluation") : output.path("evaluation");
        JsonNode score = judged.path("score");
        return new Oversight.Evaluation(
                named(span),
                score.isNumber() ? Double.valueOf(score.doubleValue()) : null,
                Json.first(judged, "status"),
                Json.first(judged.path("details"), "reasoning"),
                null);
    }

    /** A document's text lies in its parts. */
    private static @Nullable String text(JsonNode document) {
        JsonNode content = document.path("content");
        if (content.isArray()
                && content.size() == 1
                && content.path(0).path("text").isTextual()) {
            return content.path(0).path("text").textValue();
        }
        String raw = Json.raw(document);
        return raw.isEmpty() ? null : raw;
    }

    /** Whether thoughts are part of the output is left to the model's plug-in; the total tells. */
    private static Usage usage(JsonNode counts) {
        Long input = count(counts, "inputTokens");
        Long output = count(counts, "outputTokens");
        Long thoughts = count(counts, "thoughtsTokens");
        Long total = count(counts, "totalTokens");
        Long beside = TokenCount.sum(output, thoughts);
        boolean apart = thoughts != null && total != null && total.equals(TokenCount.sum(input, beside));
        Usage usage = new Usage(
                input, apart ? beside : output, count(counts, "cachedContentTokens"), null, thoughts, null, true);
        return usage.equals(Usage.NONE) ? Usage.NONE : usage;
    }

    private static @Nullable Long count(JsonNode counts, String field) {
        JsonNode count = counts.path(field);
        boolean whole = count.isNumber() && count.doubleValue() == Math.rint(count.doubleValue());
        return whole ? TokenCount.believed(count.longValue()) : null;
    }

    private static String named(RawSpan span) {
        String name = span.attributes().text(NAMED);
        return name != null ? name : span.name().isEmpty() ? "unknown" : span.name();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
