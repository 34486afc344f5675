package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Placeholder;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every dialect must know of a model's call besides the messages: names, reasons, parameters, times. */
final class ModelFields {
    private static final String[] REQUESTED = {
        GenAi.REQUEST_MODEL,
        "llm.request.model_name",
        "llm.request.model",
        "llm.model_name",
        "traceloop.association.properties.ls_model_name"
    };
    private static final String[] ANSWERED = {
        GenAi.RESPONSE_MODEL, "llm.response.model_name", "llm.response.model", "llm.model_name"
    };
    private static final String[] SERVICE_TIER = {
        "openai.response.service_tier",
        "gen_ai.openai.response.service_tier",
        "gen_ai.response.service_tier",
        "openai.request.service_tier",
        "gen_ai.openai.request.service_tier"
    };
    private static final String[] FINGERPRINT = {
        "openai.response.system_fingerprint",
        "gen_ai.openai.response.system_fingerprint",
        "gen_ai.response.system_fingerprint",
        "gen_ai.openai.system_fingerprint"
    };

    /** Events that mark the first token of a streamed answer. */
    private static final Set<String> FIRST_TOKEN_EVENTS =
            Set.of("First Token Stream Event", "llm.content.completion.chunk");

    private ModelFields() {}

    /** The call with these messages and tools; everything else is read from the span. */
    static Operation.ModelCall call(
            RawSpan span, List<Message> input, List<Message> output, List<ToolDefinition> tools) {
        Attributes attributes = span.attributes();
        return new Operation.ModelCall(
                provider(attributes, span.resource()),
                requestModel(attributes),
                model(attributes, ANSWERED),
                input,
                output,
                tools,
                FinishReasons.of(attributes, output),
                timeToFirstToken(span),
                RequestReader.read(attributes),
                response(attributes));
    }

    /** Frameworks that name themselves or the service instead of the provider leave the model's name to tell. */
    static @Nullable String provider(Attributes attributes, Resource resource) {
        String sent = Providers.provider(attributes);
        boolean framework = sent == null && Providers.framework(attributes) != null;
        boolean service = sent != null && sent.equalsIgnoreCase(resource.serviceName());
        return framework || service ? ModelNames.provider(requestModel(attributes)) : sent;
    }

    static @Nullable String requestModel(Attributes attributes) {
        return model(attributes, REQUESTED);
    }

    /** The model that answered, else the one asked for, or null. */
    static @Nullable String eitherModel(Attributes attributes) {
        String answered = model(attributes, ANSWERED);
        return answered == null ? requestModel(attributes) : answered;
    }

    /** The details of the answer under OpenTelemetry's names, current and old. */
    static ResponseDetails response(Attributes attributes) {
        ResponseDetails details = new ResponseDetails(
                value(attributes.text(GenAi.RESPONSE_ID)),
                attributes.firstText(SERVICE_TIER),
                attributes.firstText(FINGERPRINT),
                Elapsed.ofSeconds(attributes, "gen_ai.client.operation.time_per_output_chunk"));
        return details.equals(ResponseDetails.NONE) ? ResponseDetails.NONE : details;
    }

    private static @Nullable String model(Attributes attributes, String[] keys) {
        return value(attributes.firstText(keys));
    }

    private static @Nullable String value(@Nullable String text) {
        return text == null || Placeholder.isNoValue(text) ? null : text;
    }

    private static @Nullable Long timeToFirstToken(RawSpan span) {
        Long told = Elapsed.ofSeconds(
                span.attributes(), GenAi.TIME_TO_FIRST_CHUNK, "gen_ai.client.operation.time_to_first_chunk");
        if (told != null) {
            return told;
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
