package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.RequestParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model was asked for, as attributes or as one JSON text of the provider's own parameters. */
final class RequestReader {
    private static final int MAX_STOPS = 64;
    private static final String[] SEED = {GenAi.SEED, "gen_ai.openai.request.seed"};
    private static final String[] STREAM = {
        GenAi.STREAM, "llm.is_streaming", "gen_ai.request.is_stream", "gen_ai.request.streaming"
    };
    private static final String[] OUTPUT_TYPE = {GenAi.OUTPUT_TYPE, "gen_ai.openai.request.response_format"};
    private static final String[] REASONING = {GenAi.REASONING_LEVEL, "gen_ai.request.reasoning_effort"};
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("temperature", GenAi.TEMPERATURE),
            Map.entry("top_p", GenAi.TOP_P),
            Map.entry("topp", GenAi.TOP_P),
            Map.entry("top_k", GenAi.TOP_K),
            Map.entry("topk", GenAi.TOP_K),
            Map.entry("max_tokens", GenAi.MAX_TOKENS),
            Map.entry("maxtokens", GenAi.MAX_TOKENS),
            Map.entry("max_tokens_to_sample", GenAi.MAX_TOKENS),
            Map.entry("max_completion_tokens", GenAi.MAX_TOKENS),
            Map.entry("max_output_tokens", GenAi.MAX_TOKENS),
            Map.entry("maxoutputtokens", GenAi.MAX_TOKENS),
            Map.entry("stop", GenAi.STOP_SEQUENCES),
            Map.entry("stop_sequences", GenAi.STOP_SEQUENCES),
            Map.entry("stopsequences", GenAi.STOP_SEQUENCES),
            Map.entry("seed", GenAi.SEED),
            Map.entry("n", GenAi.CHOICE_COUNT),
            Map.entry("candidatecount", GenAi.CHOICE_COUNT),
            Map.entry("frequency_penalty", GenAi.FREQUENCY_PENALTY),
            Map.entry("frequencypenalty", GenAi.FREQUENCY_PENALTY),
            Map.entry("presence_penalty", GenAi.PRESENCE_PENALTY),
            Map.entry("presencepenalty", GenAi.PRESENCE_PENALTY),
            Map.entry("reasoning_effort", GenAi.REASONING_LEVEL),
            Map.entry("stream", GenAi.STREAM),
            Map.entry("response_format", GenAi.OUTPUT_TYPE),
            Map.entry("previous_response_id", GenAi.PREVIOUS_RESPONSE_ID));

    private RequestReader() {}

    /** The parameters under OpenTelemetry's names, current and old. */
    static RequestParameters read(Attributes attributes) {
        RequestParameters read = new RequestParameters(
                attributes.decimal(GenAi.TEMPERATURE),
                attributes.decimal(GenAi.TOP_P),
                attributes.decimal(GenAi.TOP_K),
                attributes.number(GenAi.MAX_TOKENS),
                stops(attributes),
                number(attributes, SEED),
                attributes.number(GenAi.CHOICE_COUNT),
                attributes.decimal(GenAi.FREQUENCY_PENALTY),
                attributes.decimal(GenAi.PRESENCE_PENALTY),
                attributes.firstText(REASONING),
                outputType(attributes),
                flag(attributes),
                attributes.text(GenAi.PREVIOUS_RESPONSE_ID));
        return read.equals(RequestParameters.NONE) ? RequestParameters.NONE : read;
    }

    /** The parameters of a provider's own request, whatever its spelling. */
    static RequestParameters read(JsonNode parameters) {
        if (!parameters.isObject()) {
            return RequestParameters.NONE;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        parameters.properties().forEach(each -> {
            String name = NAMES.get(each.getKey().toLowerCase(Locale.ROOT));
            if (name != null && !each.getValue().isNull()) {
                named.putIfAbsent(name, value(each.getValue()));
            }
        });
        return read(Attributes.of(named));
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? (Object) node.longValue()
                    : (Object) node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : Json.raw(node);
    }

    private static List<String> stops(Attributes attributes) {
        JsonNode stops = Json.tree(attributes.get(GenAi.STOP_SEQUENCES));
        if (!stops.isArray()) {
            return attributes.texts(GenAi.STOP_SEQUENCES);
        }
        return java.util.stream.StreamSupport.stream(stops.spliterator(), false)
                .limit(MAX_STOPS)
                .map(Json::raw)
                .toList();
    }

    private static @Nullable Long number(Attributes attributes, String[] keys) {
        for (String key : keys) {
            Long number = attributes.number(key);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    private static @Nullable Boolean flag(Attributes attributes) {
        for (String key : STREAM) {
            Boolean flag = attributes.flag(key);
            if (flag != null) {
                return flag;
            }
        }
        return null;
    }

    /** OpenAI's response formats {@code json_object} and {@code json_schema} are both JSON. */
    private static @Nullable String outputType(Attributes attributes) {
        String type = attributes.firstText(OUTPUT_TYPE);
        return type != null && type.startsWith("json") ? "json" : type;
    }
}
