package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OpenInference (Arize Phoenix): a kind for every span and messages flattened into attributes. Where a span has both
 * the flattened messages and the raw input or output, the messages win.
 */
final class OpenInferenceDialect implements Dialect {
    static final String NAME = "openinference";

    private static final String KIND = "openinference.span.kind";
    private static final String INPUT = "input.value";
    private static final String OUTPUT = "output.value";
    private static final String[] REQUESTED = {GenAi.REQUEST_MODEL, "llm.request.model_name"};
    /** The model by the names that providers have for it among the parameters. */
    private static final String[] MODEL = {"model", "model_name", "modelId", "model_id"};

    private static final String[] ARGUMENTS = {INPUT, "tool_call.function.arguments", "tool.parameters"};
    private static final int MOST_TEXTS = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        String kind = span.attributes().text(KIND);
        if (kind == null) {
            return null;
        }
        Operation operation = operation(span, kind.toUpperCase(Locale.ROOT));
        boolean own = !(operation instanceof Operation.AgentRun);
        Usage usage = operation instanceof Operation.Other ? Usage.NONE : UsageReader.read(span.attributes(), own);
        return SpanReading.of(operation, usage).by(Identity.named(kind.equalsIgnoreCase("AGENT") ? agent(span) : null));
    }

    private static Operation operation(RawSpan span, String kind) {
        Attributes attributes = span.attributes();
        return switch (kind) {
            case "LLM" -> modelCall(span);
            case "AGENT", "CHAIN" ->
                new Operation.AgentRun(
                        kind.equals("AGENT") ? Extent.AGENT : Extent.STEP,
                        messages(attributes, "llm.input_messages.", INPUT, "user"),
                        messages(attributes, "llm.output_messages.", OUTPUT, "assistant"),
                        tools(attributes));
            case "TOOL" -> toolCall(span);
            case "RETRIEVER" ->
                new Operation.Retrieval(
                        null, Json.text(attributes.get(INPUT)), documents(attributes, "retrieval.documents."));
            case "RERANKER" ->
                new Operation.Retrieval(
                        attributes.text("reranker.model_name"),
                        attributes.firstText("reranker.query", INPUT),
                        documents(attributes, "reranker.output_documents."),
                        attributes.number("reranker.top_k"),
                        null);
            case "GUARDRAIL" -> guardrail(span);
            case "EVALUATOR" -> evaluation(span);
            case "EMBEDDING" -> embedding(attributes);
            default -> new Operation.Other();
        };
    }

    private static List<Message> messages(Attributes attributes, String prefix, String raw, String role) {
        List<Message> messages = MessageReader.messages(FlatTree.read(attributes, prefix), role);
        return messages.isEmpty() ? MessageReader.messages(Json.tree(attributes.get(raw)), role) : messages;
    }

    private static List<ToolDefinition> tools(Attributes attributes) {
        JsonNode flat = FlatTree.read(attributes, "llm.tools.");
        return flat.isArray() ? ToolDefinitionReader.read(schemas(flat)) : List.of();
    }

    /** Each tool is a JSON text under {@code json_schema}. */
    private static JsonNode schemas(JsonNode tools) {
        ArrayNode schemas = JsonNodeFactory.instance.arrayNode(tools.size());
        for (JsonNode tool : tools) {
            JsonNode schema = tool.path("json_schema");
            schemas.add(schema.isMissingNode() ? tool : schema);
        }
        return schemas;
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        Operation.ModelCall call = ModelFields.call(
                span,
                messages(attributes, "llm.input_messages.", INPUT, "user"),
                messages(attributes, "llm.output_messages.", OUTPUT, "assistant"),
                tools(attributes));
        JsonNode parameters = Json.tree(attributes.get("llm.invocation_parameters"));
        RequestParameters sent = RequestReader.read(parameters);
        String asked = attributes.firstText(REQUESTED) == null ? Json.first(parameters, MODEL) : null;
        return new Operation.ModelCall(
                call.provider(),
                asked == null || asked.isEmpty() ? call.requestModel() : asked,
                call.responseModel(),
                call.input(),
                call.output(),
                call.tools(),
                call.finishReasons(),
                call.timeToFirstTokenNanos(),
                FillIn.fill(sent, call.request()),
                call.response());
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText("tool.name", "tool_call.function.name", GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? spanName(span) : name,
                attributes.firstText("tool_call.id", "tool.id", GenAi.TOOL_CALL_ID),
                null,
                arguments(attributes),
                Json.text(attributes.get(OUTPUT)),
                null,
                attributes.text("tool.description"),
                null);
    }

    private static @Nullable String arguments(Attributes attributes) {
        for (String key : ARGUMENTS) {
            String told = Json.text(attributes.get(key));
            if (told != null) {
                return told;
            }
        }
        return null;
    }

    private static Operation guardrail(RawSpan span) {
        Object output = span.attributes().get(OUTPUT);
        return new Oversight.Guardrail(spanName(span), GuardrailOutcome.verdict(Json.tree(output)), Json.text(output));
    }

    private static Operation evaluation(RawSpan span) {
        Attributes attributes = span.attributes();
        Oversight.Evaluation beside = new Oversight.Evaluation(
                null,
                attributes.decimal("metadata.score"),
                attributes.text("metadata.label"),
                attributes.text("metadata.explanation"),
                null);
        return FillIn.fill(EvaluationOutcome.of(spanName(span), attributes, OUTPUT), beside);
    }

    /** The vectors, which are large and tell nothing, are left where they are. */
    private static Operation embedding(Attributes attributes) {
        String model = attributes.text("embedding.model_name");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < MOST_TEXTS; i++) {
            String text = attributes.text("embedding.embeddings." + i + ".embedding.text");
            if (text == null) {
                break;
            }
            texts.add(text);
        }
        String raw = texts.isEmpty() ? Json.text(attributes.get(INPUT)) : null;
        if (raw != null) {
            texts.add(raw);
        }
        return new Operation.Embedding(
                Providers.provider(attributes),
                model == null ? ModelFields.eitherModel(attributes) : model,
                texts,
                null);
    }

    private static List<Document> documents(Attributes attributes, String prefix) {
        return DocumentReader.read(FlatTree.read(attributes, prefix));
    }

    private static String agent(RawSpan span) {
        String node = span.attributes().firstText("graph.node.name", "graph.node.id");
        return node == null ? spanName(span) : node;
    }

    private static String spanName(RawSpan span) {
        return span.name().isEmpty() ? "unknown" : span.name();
    }
}
