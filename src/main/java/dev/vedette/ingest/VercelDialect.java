package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Vercel AI SDK. Up to version 6 it writes {@code ai.*}: every operation is a span with one more span for each
 * request below it, and only the latter count. Since version 7 it writes OpenTelemetry's attributes and few of its own.
 */
final class VercelDialect implements Dialect {
    static final String NAME = "vercel-ai";

    private static final String OPERATION = "ai.operationId";
    private static final String TOOL = "ai.toolCall";
    private static final String SCOPE = "ai";
    private static final String SCOPE_SINCE_7 = "gen_ai";
    private static final String PROVIDER = "ai.model.provider";
    private static final String[] MODEL = {"ai.model.id", GenAi.REQUEST_MODEL};
    private static final String[] AGENT = {"ai.telemetry.functionId", "resource.name"};
    private static final String[] FIRST_CHUNK = {"ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String operation = legacyOperation(span);
        if (operation == null) {
            return isVersion7(span) ? version7(span) : null;
        }
        Operation told = operation(span, operation);
        Usage usage = told instanceof Operation.Other || told instanceof Operation.ToolCall
                ? Usage.NONE
                : UsageReader.read(attributes, !(told instanceof Operation.AgentRun));
        Identity agent = Identity.named(attributes.firstText(AGENT));
        boolean call = told instanceof Operation.ModelCall;
        return SpanReading.of(told, call ? new VercelMetadata(attributes).complete(usage) : usage)
                .by(agent.or(Identity.of(NAME)));
    }

    /** {@code ai.generateText} and the like; null for a span of something else. */
    private static @Nullable String legacyOperation(RawSpan span) {
        String told = span.attributes().text(OPERATION);
        return told == null && span.scope().name().equals(SCOPE) && span.name().startsWith("ai.") ? span.name() : told;
    }

    private static Operation operation(RawSpan span, String operation) {
        int dot = operation.lastIndexOf(".do");
        if (operation.equals(TOOL)) {
            return toolCall(span);
        }
        String wrapper = dot < 0 ? operation : operation.substring(0, dot);
        return switch (wrapper.toLowerCase(Locale.ROOT)) {
            case "ai.generatetext", "ai.streamtext", "ai.generateobject", "ai.streamobject" ->
                dot < 0 ? run(span, Extent.AGENT) : modelCall(span);
            case "ai.embed", "ai.embedmany" -> dot < 0 ? run(span, Extent.STEP) : embedding(span.attributes());
            case "ai.rerank" -> dot < 0 ? run(span, Extent.STEP) : rerank(span.attributes());
            default -> dot < 0 ? run(span, Extent.STEP) : modelCall(span);
        };
    }

    private static Operation run(RawSpan span, Extent extent) {
        Attributes attributes = span.attributes();
        return new Operation.AgentRun(
                extent, VercelContent.input(attributes), VercelContent.output(attributes), tools(attributes));
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        Operation.ModelCall shared = ModelFields.call(
                span, VercelContent.input(attributes), VercelContent.output(attributes), tools(attributes));
        String model = attributes.text("ai.response.model");
        String id = attributes.text("ai.response.id");
        String tier = new VercelMetadata(attributes).serviceTier();
        return FillIn.fill(
                new Operation.ModelCall(
                        provider(attributes),
                        attributes.firstText(MODEL),
                        model,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        timeToFirstChunk(span),
                        RequestReader.read(FlatTree.read(attributes, "ai.settings.")),
                        new ResponseDetails(id, tier, null, null)),
                shared);
    }

    private static @Nullable Long timeToFirstChunk(RawSpan span) {
        Long told = Elapsed.ofMillis(span.attributes(), FIRST_CHUNK);
        for (int i = 0; told == null && i < span.events().size(); i++) {
            SpanEvent event = span.events().get(i);
            told = event.name().equals("ai.stream.firstChunk")
                    ? Elapsed.ofMillis(event.attributes(), FIRST_CHUNK)
                    : null;
        }
        return told;
    }

    private static List<ToolDefinition> tools(Attributes attributes) {
        Object tools = attributes.get("ai.prompt.tools");
        return tools == null ? List.of() : ToolDefinitionReader.read(Json.tree(tools));
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText("ai.toolCall.name", GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.text("ai.toolCall.id"),
                null,
                Json.text(attributes.get("ai.toolCall.args")),
                Json.text(attributes.get("ai.toolCall.result")));
    }

    private static Operation.Embedding embedding(Attributes attributes) {
        List<String> texts = new ArrayList<>(attributes.texts("ai.value"));
        texts.addAll(attributes.texts("ai.values"));
        texts.replaceAll(text -> Json.raw(Json.tree(text)));
        return new Operation.Embedding(provider(attributes), attributes.firstText(MODEL), texts, null);
    }

    private static Operation.Retrieval rerank(Attributes attributes) {
        return new Operation.Retrieval(
                attributes.firstText(MODEL),
                attributes.text("ai.query"),
                ranked(attributes),
                attributes.number("ai.settings.topN"),
                null);
    }

    /** The documents in their new order, with their scores; in the old one where that is not told. */
    private static List<Document> ranked(Attributes attributes) {
        List<Document> documents = new ArrayList<>();
        for (String text : attributes.texts("ai.documents")) {
            documents.addAll(DocumentReader.read(Json.tree(text)));
        }
        List<Document> ranked = new ArrayList<>();
        for (String text : attributes.texts("ai.ranking")) {
            JsonNode place = Json.tree(text);
            int index = place.path("index").asInt(-1);
            double score = place.path("relevanceScore").asDouble(Double.NaN);
            if (index >= 0 && index < documents.size() && Double.isFinite(score)) {
                Document document = documents.get(index);
                ranked.add(new Document(document.id(), score, document.text()));
            }
        }
        return ranked.isEmpty() ? documents : ranked;
    }

    /** {@code openai.chat} says which of the provider's interfaces is used; the SDK's own names differ for some. */
    private static @Nullable String provider(Attributes attributes) {
        String sent = attributes.text(PROVIDER);
        if (sent == null) {
            return Providers.provider(attributes);
        }
        String lower = sent.length() > 128 ? sent.substring(0, 128) : sent.toLowerCase(Locale.ROOT);
        if (lower.startsWith("google.vertex") || lower.startsWith("vertex.")) {
            return "gcp.vertex_ai";
        }
        int dot = lower.indexOf('.');
        String vendor = dot < 0 ? lower : lower.substring(0, dot);
        return switch (vendor) {
            case "google" -> "gcp.gemini";
            case "amazon-bedrock" -> "aws.bedrock";
            case "azure-openai" -> "azure.ai.openai";
            case "mistral" -> "mistral_ai";
            // Vercel's own, which models of all providers are reached by.
            case "gateway" -> {
                String provider = ModelNames.provider(attributes.firstText(MODEL));
                yield provider == null ? vendor : provider;
            }
            default -> Providers.name(vendor);
        };
    }

    /** Steps have nothing but their name and what is left of the old attributes to know them by. */
    private static boolean isVersion7(RawSpan span) {
        if (span.scope().name().equals(SCOPE_SINCE_7)) {
            return true;
        }
        for (String key : span.attributes().keys()) {
            if (key.startsWith("ai.usage.") || key.startsWith("ai.response.")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SpanReading version7(RawSpan span) {
        SpanReading reading = OtelGenAiDialect.understood(span);
        if (reading.operation() instanceof Operation.Other) {
            return null;
        }
        return reading.of(withContent(reading.operation(), span.attributes()))
                .by(FillIn.fill(reading.who(), Identity.of(NAME)));
    }

    /** What is embedded or ranked is told by the old attributes alone. */
    private static Operation withContent(Operation operation, Attributes attributes) {
        if (operation instanceof Operation.Retrieval ranking) {
            return FillIn.fill(ranking, rerank(attributes));
        }
        return operation instanceof Operation.Embedding embedded
                ? FillIn.fill(embedded, embedding(attributes))
                : operation;
    }
}
