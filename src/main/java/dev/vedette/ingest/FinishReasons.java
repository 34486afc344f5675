package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Why a model stopped, in OpenTelemetry's words whatever the provider calls it. */
final class FinishReasons {
    private static final String[] KEYS = {
        GenAi.FINISH_REASONS,
        GenAi.FINISH_REASON,
        "llm.finish_reason",
        "llm.finish_reasons",
        "llm.response.finish_reason",
        "ai.response.finishReason",
        "ai.finishReason",
        "gen_ai.response.stop_reason",
        "llm.response.stop_reason",
        "finish_reasons",
        "stop_reason"
    };
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("tool_calls", "tool_call"),
            Map.entry("tool_use", "tool_call"),
            Map.entry("tooluse", "tool_call"),
            Map.entry("toolcalls", "tool_call"),
            Map.entry("tool_execution", "tool_call"),
            Map.entry("function_call", "tool_call"),
            Map.entry("end_turn", "stop"),
            Map.entry("endturn", "stop"),
            Map.entry("stop_sequence", "stop"),
            Map.entry("completed", "stop"),
            Map.entry("complete", "stop"),
            Map.entry("finish", "stop"),
            Map.entry("eos", "stop"),
            Map.entry("eos_token", "stop"),
            Map.entry("max_tokens", "length"),
            Map.entry("max_output_tokens", "length"),
            Map.entry("model_length", "length"),
            Map.entry("model_context_window_exceeded", "length"),
            Map.entry("prohibited_content", "content_filter"),
            Map.entry("image_safety", "content_filter"),
            Map.entry("recitation", "content_filter"),
            Map.entry("spii", "content_filter"),
            Map.entry("blocklist", "content_filter"),
            Map.entry("contentfilter", "content_filter"),
            Map.entry("content_filtered", "content_filter"),
            Map.entry("guardrail_intervened", "content_filter"),
            Map.entry("safety", "content_filter"),
            Map.entry("refusal", "content_filter"));
    /** What Python puts before the value of an enumeration. */
    private static final String ENUM = "finishreason.";

    private static final int MAX_REASONS = 128;
    private static final int MAX_LENGTH = 64;

    private FinishReasons() {}

    /** The reasons that the attributes give, else those of the messages. */
    static List<String> of(Attributes attributes, List<Message> output) {
        for (String key : KEYS) {
            Object value = attributes.get(key);
            if (value != null) {
                List<String> reasons = list(Json.tree(value));
                if (!reasons.isEmpty()) {
                    return reasons;
                }
            }
        }
        return output.stream()
                .map(Message::finishReason)
                .filter(Objects::nonNull)
                .limit(MAX_REASONS)
                .toList();
    }

    /** One reason in OpenTelemetry's words. */
    static String word(String reason) {
        String cut = reason.length() > MAX_LENGTH ? reason.substring(0, MAX_LENGTH) : reason;
        String lower = cut.toLowerCase(Locale.ROOT).replace('-', '_');
        String plain = lower.startsWith(ENUM) ? lower.substring(ENUM.length()) : lower;
        return WORDS.getOrDefault(plain, plain);
    }

    private static List<String> list(JsonNode node) {
        List<String> reasons = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> add(Json.raw(item), reasons));
            return reasons;
        }
        String text = Json.raw(node);
        int start = 0;
        for (int comma = text.indexOf(", "); comma >= 0; comma = text.indexOf(", ", start)) {
            add(text.substring(start, comma), reasons);
            start = comma + 2;
        }
        add(text.substring(start), reasons);
        return reasons;
    }

    private static void add(String reason, List<String> reasons) {
        if (!Placeholder.isNoValue(reason) && reasons.size() < MAX_REASONS) {
            reasons.add(word(reason));
        }
    }
}
