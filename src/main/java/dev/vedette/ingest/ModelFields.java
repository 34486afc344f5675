package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every dialect must know of a model's call besides the messages: names, reasons, the time to the first token. */
final class ModelFields {
    private static final String[] PROVIDER = {GenAi.PROVIDER, GenAi.SYSTEM, "llm.provider", "llm.system", "llm.vendor"};
    private static final String[] REQUESTED = {
        GenAi.REQUEST_MODEL, "llm.request.model_name", "llm.request.model", "llm.model_name"
    };
    private static final String[] ANSWERED = {
        GenAi.RESPONSE_MODEL, "llm.response.model_name", "llm.response.model", "llm.model_name"
    };
    private static final Map<String, String> OLD_PROVIDERS = Map.of(
            "vertex_ai", "gcp.vertex_ai",
            "vertexai", "gcp.vertex_ai",
            "gemini", "gcp.gemini",
            "az.ai.inference", "azure.ai.inference",
            "az.ai.openai", "azure.ai.openai",
            "azure", "azure.ai.openai",
            "xai", "x_ai",
            "mistralai", "mistral_ai");

    /** Events that mark the first token of a streamed answer. */
    private static final Set<String> FIRST_TOKEN_EVENTS =
            Set.of("First Token Stream Event", "llm.content.completion.chunk");

    private static final double MAX_SECONDS = 86_400;

    private ModelFields() {}

    static Operation.ModelCall call(
            RawSpan span, List<Message> input, List<Message> output, List<ToolDefinition> tools) {
        Attributes attributes = span.attributes();
        return new Operation.ModelCall(
                provider(attributes),
                requestModel(attributes),
                model(attributes, ANSWERED),
                input,
                output,
                tools,
                FinishReasons.of(attributes, output),
                timeToFirstToken(span));
    }

    /** The provider under its current name, lower case, or null. */
    static @Nullable String provider(Attributes attributes) {
        String sent = attributes.firstText(PROVIDER);
        if (sent == null) {
            return null;
        }
        String provider = sent.toLowerCase(Locale.ROOT);
        return OLD_PROVIDERS.getOrDefault(provider, provider);
    }

    static @Nullable String requestModel(Attributes attributes) {
        return model(attributes, REQUESTED);
    }

    /** The model that answered, else the one asked for, or null. */
    static @Nullable String eitherModel(Attributes attributes) {
        String answered = model(attributes, ANSWERED);
        return answered == null ? requestModel(attributes) : answered;
    }

    /** Micrometer writes {@code none} for a model that never answered. */
    private static @Nullable String model(Attributes attributes, String[] keys) {
        String model = attributes.firstText(keys);
        return "none".equals(model) ? null : model;
    }

    private static @Nullable Long timeToFirstToken(RawSpan span) {
        Double seconds = span.attributes().decimal(GenAi.TIME_TO_FIRST_CHUNK);
        if (seconds != null && seconds >= 0 && seconds <= MAX_SECONDS) {
            return Math.round(seconds * 1e9);
        }
        for (SpanEvent event : span.events()) {
            if (FIRST_TOKEN_EVENTS.contains(event.name())) {
                long nanos = event.epochNanos() - span.startEpochNanos();
                return nanos >= 0 && nanos <= span.endEpochNanos() - span.startEpochNanos()
                        ? Long.valueOf(nanos)
                        : null;
            }
        }
        return null;
    }
}
