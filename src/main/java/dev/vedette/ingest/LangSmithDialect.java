package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.RequestParameters;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * LangSmith's exporters: the runs of LangChain with their inputs and outputs as JSON under OpenTelemetry's old names. The
 * kind of a run is their own; the operation's name is wrong for some kinds.
 */
final class LangSmithDialect implements Dialect {
    static final String NAME = "langsmith";

    private static final String SCOPE = "langsmith";
    private static final String KIND = "langsmith.span.kind";
    private static final String METADATA = "langsmith.metadata.";
    private static final String TOTALS = "langsmith.usage_metadata";
    private static final String[] DETAILS = {"input_token_details", "output_token_details"};
    private static final String[] PARAMETERS = {METADATA + "ls_invocation_params", METADATA + "invocation_params"};
    private static final String[] AGENT = {METADATA + "lc_agent_name", METADATA + "agent_name"};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String kind = attributes.text(KIND);
        if (kind == null && !span.scope().name().equals(SCOPE)) {
            return null;
        }
        Operation operation = operation(span, kind == null ? "" : kind.toLowerCase(Locale.ROOT));
        if (operation == null) {
            SpanReading shared = OtelGenAiDialect.understood(span);
            return shared.operation() instanceof Operation.Other ? null : shared;
        }
        boolean counts = operation instanceof Operation.ModelCall || operation instanceof Operation.Embedding;
        Usage usage = counts || operation instanceof Operation.AgentRun ? usage(attributes, counts) : Usage.NONE;
        SpanReading reading = SpanReading.of(operation, usage).by(Identity.named(agent(span, operation)));
        return failed(span) ? reading.ended(StatusReader.failed(span, operation)) : reading;
    }

    private static @Nullable Operation operation(RawSpan span, String kind) {
        Attributes attributes = span.attributes();
        JsonNode inputs = Json.tree(attributes.get(GenAi.PROMPT));
        JsonNode outputs = Json.tree(attributes.get(GenAi.COMPLETION));
        return switch (kind) {
            case "llm" -> modelCall(span, inputs, outputs);
            case "chain", "prompt", "parser" ->
                new Operation.AgentRun(
                        Extent.STEP,
                        LangChainRun.messages(inputs, "user"),
                        LangChainRun.messages(outputs, "assistant"),
                        List.of());
            case "tool" -> toolCall(span, inputs, outputs);
            case "retriever" ->
                new Operation.Retrieval(
                        null,
                        inputs.has("query") ? Json.first(inputs, "query") : LangChainRun.text(inputs),
                        LangChainRun.documents(outputs));
            case "embedding" -> embedding(attributes, inputs);
            default -> null;
        };
    }

    private static Operation modelCall(RawSpan span, JsonNode inputs, JsonNode outputs) {
        Attributes attributes = span.attributes();
        JsonNode parameters = Json.tree(attributes.get(parametersKey(attributes)));
        JsonNode tools = inputs.path("tools").isArray() ? inputs.path("tools") : parameters.path("tools");
        Operation.ModelCall call = ModelFields.call(
                span,
                LangChainRun.messages(inputs, "user"),
                LangChainRun.messages(outputs, "assistant"),
                ToolDefinitionReader.read(tools));
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        provider(attributes),
                        attributes.text(METADATA + "ls_model_name"),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        request(attributes, inputs, parameters),
                        ResponseDetails.NONE));
    }

    private static String parametersKey(Attributes attributes) {
        return attributes.has(PARAMETERS[0]) ? PARAMETERS[0] : PARAMETERS[1];
    }

    private static @Nullable String provider(Attributes attributes) {
        String told = attributes.text(METADATA + "ls_provider");
        return told == null ? null : Providers.name(told);
    }

    private static RequestParameters request(Attributes attributes, JsonNode inputs, JsonNode parameters) {
        RequestParameters sent = FillIn.fill(RequestReader.read(inputs), RequestReader.read(parameters));
        return FillIn.fill(
                sent,
                new RequestParameters(
                        attributes.decimal(METADATA + "ls_temperature"),
                        null,
                        null,
                        attributes.number(METADATA + "ls_max_tokens"),
                        attributes.texts(METADATA + "ls_stop"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        attributes.flag("langsmith.request.streaming"),
                        null));
    }

    private static Operation toolCall(RawSpan span, JsonNode inputs, JsonNode outputs) {
        String name = span.attributes().firstText(GenAi.TOOL_NAME, "langsmith.trace.name");
        boolean only = inputs.size() == 1 && inputs.has("input");
        String arguments = Json.raw(only ? inputs.path("input") : inputs);
        return new Operation.ToolCall(
                name != null ? name : span.name().isEmpty() ? "unknown" : span.name(),
                LangChainRun.callId(outputs),
                null,
                arguments.isEmpty() ? null : arguments,
                LangChainRun.text(outputs));
    }

    private static Operation embedding(Attributes attributes, JsonNode inputs) {
        String provider = Providers.provider(attributes);
        String model = ModelFields.eitherModel(attributes);
        String text = LangChainRun.text(inputs);
        return new Operation.Embedding(
                provider == null ? provider(attributes) : provider,
                model == null ? attributes.text(METADATA + "ls_model_name") : model,
                text == null ? List.of() : List.of(text),
                null);
    }

    private static Usage usage(Attributes attributes, boolean own) {
        JsonNode totals = Json.tree(attributes.get(TOTALS));
        JsonNode metadata = totals.isObject() ? totals : Json.tree(attributes.get(METADATA + "usage_metadata"));
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        for (String key : DETAILS) {
            details.set(key, Json.tree(attributes.get("gen_ai.usage." + key)));
        }
        Usage told = FillIn.fill(UsageObject.read(metadata, own), UsageReader.read(attributes, own));
        return FillIn.fill(told, UsageObject.read(details, own));
    }

    /** The root of a trace is named after what the user built; only runs inside of it are LangChain's. */
    private static @Nullable String agent(RawSpan span, Operation operation) {
        String told = span.attributes().firstText(AGENT);
        boolean root = operation instanceof Operation.AgentRun
                && (Boolean.TRUE.equals(span.attributes().flag("langsmith.is_root")) || span.parentSpanId() == null);
        return told != null || !root || span.name().isEmpty() ? told : span.name();
    }

    /** The exporter for JavaScript says OK of runs that failed, too. */
    private static boolean failed(RawSpan span) {
        if (span.attributes().has(GenAi.COMPLETION)) {
            return false;
        }
        for (SpanEvent event : span.events()) {
            if (event.name().equals(GenAi.EXCEPTION_EVENT)) {
                return true;
            }
        }
        return false;
    }
}
