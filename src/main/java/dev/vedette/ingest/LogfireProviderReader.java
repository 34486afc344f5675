package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logfire's spans around the clients of OpenAI and Anthropic: the provider's request and answer as JSON, in new versions
 * beside OpenTelemetry's attributes.
 */
final class LogfireProviderReader {
    private static final String REQUEST = "request_data";
    private static final String RESPONSE = "response_data";
    private static final String[] NAMES = {
        "Chat Completion with",
        "Completion with",
        "Message with",
        "Responses API with",
        "Embedding Creation with",
        "Image Generation with",
        "streaming response from"
    };

    private LogfireProviderReader() {}

    /** The span, or null when it is none of these. */
    static @Nullable SpanReading read(RawSpan span) {
        JsonNode request = Json.tree(span.attributes().get(REQUEST));
        if (!request.isObject() || !isProviders(span)) {
            return null;
        }
        JsonNode response = Json.tree(span.attributes().get(RESPONSE));
        Operation operation = operation(span, request, response);
        boolean counts = !(operation instanceof Operation.AgentRun);
        Usage told = UsageReader.read(span.attributes(), counts);
        return SpanReading.of(operation, FillIn.fill(told, UsageObject.read(usage(span, response), counts)));
    }

    private static boolean isProviders(RawSpan span) {
        String scope = span.scope().name();
        if (scope.equals("logfire.openai") || scope.equals("logfire.anthropic")) {
            return true;
        }
        for (String name : NAMES) {
            if (span.name().startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    private static Operation operation(RawSpan span, JsonNode request, JsonNode response) {
        if (span.name().startsWith("Embedding")) {
            Operation.ModelCall call = modelCall(span, request, response);
            List<String> texts = new ArrayList<>();
            JsonNode input = request.path("input");
            (input.isArray() ? input : List.of(input)).forEach(text -> texts.add(Json.raw(text)));
            texts.removeIf(String::isEmpty);
            return new Operation.Embedding(call.provider(), call.model(), texts, null);
        }
        Operation.ModelCall call = modelCall(span, request, response);
        boolean opensStream = request.path("stream").asBoolean(false)
                && call.output().isEmpty()
                && span.status().code() != Status.Code.ERROR
                && !span.name().startsWith("streaming");
        // The answer follows in a span of its own with the complete numbers, which is the call.
        return opensStream ? new Operation.AgentRun(Extent.STEP, call.input(), List.of(), call.tools()) : call;
    }

    private static Operation.ModelCall modelCall(RawSpan span, JsonNode request, JsonNode response) {
        LogfireEvents events = LogfireEvents.read(Json.tree(span.attributes().get("events")));
        List<Message> input = first(OtelContent.input(span), events.input());
        List<Message> output = first(OtelContent.output(span), events.output());
        List<ToolDefinition> tools = OtelContent.tools(span);
        Operation.ModelCall call = ModelFields.call(
                span,
                input.isEmpty() ? asked(request) : input,
                output.isEmpty() ? answered(response) : output,
                tools.isEmpty() ? ToolDefinitionReader.read(request.path("tools")) : tools);
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        vendor(span.scope().name()),
                        Json.first(request, "model"),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        RequestReader.read(request),
                        ResponseDetails.NONE));
    }

    /** The instrumentation is that of one vendor's client. */
    private static @Nullable String vendor(String scope) {
        return switch (scope) {
            case "logfire.openai" -> "openai";
            case "logfire.anthropic" -> "anthropic";
            default -> null;
        };
    }

    private static List<Message> first(List<Message> one, List<Message> other) {
        return one.isEmpty() ? other : one;
    }

    private static List<Message> asked(JsonNode request) {
        List<Message> all = new ArrayList<>();
        for (String instructions : new String[] {"system", "instructions"}) {
            all.addAll(MessageReader.partsOnly(request.path(instructions), "system"));
        }
        for (String field : new String[] {"messages", "input", "prompt"}) {
            all.addAll(MessageReader.messages(request.path(field), "user"));
        }
        return all;
    }

    private static List<Message> answered(JsonNode response) {
        for (String field : new String[] {"message", "combined_chunk_content", "text", "images"}) {
            JsonNode said = response.path(field);
            if (!said.isMissingNode() && !said.isNull()) {
                return MessageReader.messages(said, "assistant");
            }
        }
        return List.of();
    }

    private static JsonNode usage(RawSpan span, JsonNode response) {
        JsonNode raw = Json.tree(span.attributes().get("gen_ai.usage.raw"));
        return raw.isObject() ? raw : response.path("usage");
    }
}
