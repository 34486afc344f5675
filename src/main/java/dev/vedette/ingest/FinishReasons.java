package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
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
            Map.entry("max_tokens", "length"),
            Map.entry("max_output_tokens", "length"),
            Map.entry("model_length", "length"),
            Map.entry("prohibited_content", "content_filter"),
            Map.entry("blocklist", "content_filter"),
            Map.entry("contentfilter", "content_filter"),
            Map.entry("content_filtered", "content_filter"),
            Map.entry("guardrail_intervened", "content_filter"),
            Map.entry("safety", "content_filter"),
            Map.entry("refusal", "content_filter"));
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
        String plain = cut.toLowerCase(Locale.ROOT).replace('-', '_');
        return WORDS.getOrDefault(plain, plain);
    }

    private static List<String> list(JsonNode node) {
        List<String> reasons = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode item : node) {
                String text = Json.raw(item);
                if (!text.isEmpty() && reasons.size() < MAX_REASONS) {
                    reasons.add(word(text));
                }
            }
        } else {
            String text = Json.raw(node);
            if (!text.isEmpty()) {
                reasons.add(word(text));
            }
        }
        return reasons;
    }
}
