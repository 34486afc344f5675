package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's tracing: a type for every span, and every value as JSON, texts with their quotes. */
final class MlflowDialect implements Dialect {
    static final String NAME = "mlflow";

    private static final String TYPE = "mlflow.spanType";
    private static final String INPUTS = "mlflow.spanInputs";
    private static final String OUTPUTS = "mlflow.spanOutputs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!attributes.has(TYPE)) {
            return null;
        }
        String type = Json.raw(Json.tree(attributes.get(TYPE))).toUpperCase(Locale.ROOT);
        Operation operation = operation(span, type);
        boolean own = !(operation instanceof Operation.AgentRun);
        Usage usage = operation instanceof Operation.Other
                ? Usage.NONE
                : FillIn.fill(usage(attributes, own), UsageReader.read(attributes, own));
        return SpanReading.of(operation, usage)
                .by(Identity.named(type.equals("AGENT") ? name(span) : null)
                        .inSession(text(attributes, "mlflow.trace.session"), null)
                        .or(Identity.user(text(attributes, "mlflow.trace.user"))));
    }

    private static Operation operation(RawSpan span, String type) {
        Attributes attributes = span.attributes();
        JsonNode inputs = Json.tree(attributes.get(INPUTS));
        return switch (type) {
            case "LLM", "CHAT_MODEL" -> modelCall(span, inputs);
            case "AGENT" -> run(Extent.AGENT, span);
            case "WORKFLOW" -> run(Extent.WORKFLOW, span);
            case "CHAIN", "TASK", "PARSER" -> run(Extent.STEP, span);
            case "TOOL" ->
                new Operation.ToolCall(
                        name(span), null, null, Json.text(attributes.get(INPUTS)), Json.text(attributes.get(OUTPUTS)));
            case "RETRIEVER", "RERANKER" ->
                new Operation.Retrieval(
                        null,
                        Json.first(inputs, "query", "question", "input"),
                        DocumentReader.read(Json.tree(attributes.get(OUTPUTS))));
            case "EMBEDDING" ->
                new Operation.Embedding(
                        provider(attributes),
                        model(attributes, inputs),
                        OtelContent.texts(MessageReader.messages(inputs.path("input"), "user")),
                        null);
            case "GUARDRAIL" -> guardrail(span);
            case "EVALUATOR" -> EvaluationOutcome.of(name(span), attributes, OUTPUTS);
            case "MEMORY" -> new Operation.Memory(name(span), null, null, List.of());
            default -> OtelGenAiDialect.understood(span).operation();
        };
    }

    private static Operation guardrail(RawSpan span) {
        Object output = span.attributes().get(OUTPUTS);
        return new Oversight.Guardrail(name(span), GuardrailOutcome.verdict(Json.tree(output)), Json.text(output));
    }

    private static Operation modelCall(RawSpan span, JsonNode inputs) {
        Attributes attributes = span.attributes();
        JsonNode tools = Json.tree(attributes.get("mlflow.chat.tools"));
        Operation.ModelCall call = ModelFields.call(
                span,
                messages(attributes, INPUTS, "user"),
                messages(attributes, OUTPUTS, "assistant"),
                ToolDefinitionReader.read(tools.isArray() ? tools : inputs.path("tools")));
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        provider(attributes),
                        model(attributes, inputs),
                        Json.first(Json.tree(attributes.get(OUTPUTS)), "model"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        RequestReader.read(inputs),
                        call.response()));
    }

    private static @Nullable String provider(Attributes attributes) {
        String told = text(attributes, "mlflow.llm.provider");
        return told == null ? Providers.provider(attributes) : Providers.name(told);
    }

    private static @Nullable String model(Attributes attributes, JsonNode inputs) {
        String told = text(attributes, "mlflow.llm.model");
        return told == null ? Json.first(inputs, "model") : told;
    }

    private static Operation run(Extent extent, RawSpan span) {
        return new Operation.AgentRun(
                extent,
                messages(span.attributes(), INPUTS, "user"),
                messages(span.attributes(), OUTPUTS, "assistant"),
                List.of());
    }

    private static List<Message> messages(Attributes attributes, String key, String role) {
        JsonNode said = Json.tree(attributes.get(key));
        boolean batch = said.path(0).isArray() || said.path("generations").isArray();
        return batch ? LangChainRun.messages(said, role) : MessageReader.messages(said, role);
    }

    private static Usage usage(Attributes attributes, boolean own) {
        JsonNode costs = Json.tree(attributes.get("mlflow.llm.cost"));
        Double cost = costs.path("total_cost").isNumber()
                ? UsageReader.cost(
                        Attributes.of(Map.of("cost", costs.path("total_cost").doubleValue())), "cost")
                : null;
        return FillIn.fill(
                UsageObject.read(Json.tree(attributes.get("mlflow.chat.tokenUsage")), own),
                new Usage(null, null, null, null, null, cost, own));
    }

    private static @Nullable String text(Attributes attributes, String key) {
        String text = Json.raw(Json.tree(attributes.get(key)));
        return text.isEmpty() ? null : text;
    }

    private static String name(RawSpan span) {
        String function = text(span.attributes(), "mlflow.spanFunctionName");
        String named = span.name().isEmpty() ? function : span.name();
        return named == null ? "unknown" : named;
    }
}
