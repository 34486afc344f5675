package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.RequestParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model was asked for, as attributes or as one JSON text of the provider's own parameters. */
final class RequestReader {
    private static final int MAX_STOPS = 64;
    private static final String[] SEED = {GenAi.SEED, "gen_ai.openai.request.seed"};
    private static final String[] STREAM = {
        GenAi.STREAM, "llm.is_streaming", "gen_ai.request.is_stream", "gen_ai.request.streaming"
    };
    private static final String[] OUTPUT_TYPE = {GenAi.OUTPUT_TYPE, "gen_ai.openai.request.response_format"};
    private static final String[] REASONING = {
        GenAi.REASONING_LEVEL, "gen_ai.request.reasoning_effort", "gen_ai.openai.request.reasoning_effort"
    };
    /** OpenLLMetry's names before it took over OpenTelemetry's. */
    private static final String[] TEMPERATURE = {GenAi.TEMPERATURE, "llm.temperature", "llm.request.temperature"};

    private static final String[] TOP_P = {GenAi.TOP_P, "llm.top_p", "llm.request.top_p"};
    private static final String[] TOP_K = {GenAi.TOP_K, "llm.top_k"};
    private static final String[] MAX_TOKENS = {GenAi.MAX_TOKENS, "llm.request.max_tokens"};
    private static final String[] STOP = {GenAi.STOP_SEQUENCES, "llm.chat.stop_sequences"};
    private static final String[] FREQUENCY = {GenAi.FREQUENCY_PENALTY, "llm.frequency_penalty"};
    private static final String[] PRESENCE = {GenAi.PRESENCE_PENALTY, "llm.presence_penalty"};
    /** What is a parameter only where it is an object, and content where it is not. */
    private static final Set<String> OBJECTS = Set.of("reasoning", "text");

    /** Objects of a provider's request that hold parameters of it. */
    private static final String[] INNER = {
        "inferenceConfig", "inference_config", "generationConfig", "generation_config", "config", "options"
    };

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
            Map.entry("candidate_count", GenAi.CHOICE_COUNT),
            Map.entry("max_new_tokens", GenAi.MAX_TOKENS),
            Map.entry("maxtokencount", GenAi.MAX_TOKENS),
            Map.entry("num_predict", GenAi.MAX_TOKENS),
            Map.entry("reasoning", GenAi.REASONING_LEVEL),
            Map.entry("reasoning_effort", GenAi.REASONING_LEVEL),
            Map.entry("reasoningeffort", GenAi.REASONING_LEVEL),
            Map.entry("text", GenAi.OUTPUT_TYPE),
            Map.entry("response_mime_type", GenAi.OUTPUT_TYPE),
            Map.entry("responsemimetype", GenAi.OUTPUT_TYPE),
            Map.entry("responseformat", GenAi.OUTPUT_TYPE),
            Map.entry("stream", GenAi.STREAM),
            Map.entry("response_format", GenAi.OUTPUT_TYPE),
            Map.entry("previous_response_id", GenAi.PREVIOUS_RESPONSE_ID));

    private RequestReader() {}

    /** The parameters under OpenTelemetry's names, current and old. */
    static RequestParameters read(Attributes attributes) {
        RequestParameters read = new RequestParameters(
                decimal(attributes, TEMPERATURE),
                decimal(attributes, TOP_P),
                decimal(attributes, TOP_K),
                number(attributes, MAX_TOKENS),
                stops(attributes),
                number(attributes, SEED),
                attributes.number(GenAi.CHOICE_COUNT),
                decimal(attributes, FREQUENCY),
                decimal(attributes, PRESENCE),
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
        addNamed(parameters, named);
        for (String field : INNER) {
            addNamed(parameters.path(field), named);
        }
        return read(Attributes.of(named));
    }

    private static void addNamed(JsonNode parameters, Map<String, Object> named) {
        parameters.properties().forEach(each -> {
            String key = each.getKey().toLowerCase(Locale.ROOT);
            boolean words = OBJECTS.contains(key) && !each.getValue().isObject();
            String name = words ? null : NAMES.get(key);
            JsonNode told = name == null ? each.getValue() : wanted(name, each.getValue());
            if (name != null && !told.isMissingNode() && !told.isNull()) {
                named.putIfAbsent(name, value(told));
            }
        });
    }

    /** Providers wrap the form of the answer and the effort in objects, and name the form as a media type. */
    private static JsonNode wanted(String name, JsonNode value) {
        if (name.equals(GenAi.REASONING_LEVEL)) {
            return value.isObject() ? value.path("effort") : value;
        }
        if (!name.equals(GenAi.OUTPUT_TYPE)) {
            return value;
        }
        JsonNode format = value.path("format").isObject() ? value.path("format") : value;
        JsonNode type = format.isObject() ? format.path("type") : format;
        boolean media = type.asText("").startsWith("application/json");
        return media ? JsonNodeFactory.instance.textNode("json") : type;
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
        String key = attributes.has(STOP[0]) ? STOP[0] : STOP[1];
        JsonNode stops = Json.tree(attributes.get(key));
        if (!stops.isArray()) {
            return attributes.texts(key);
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

    private static @Nullable Double decimal(Attributes attributes, String[] keys) {
        for (String key : keys) {
            Double number = attributes.decimal(key);
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
