package dev.vedette.agent.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model. Immutable.
 *
 * @param instructions the system's instructions; may be empty
 * @param answerSchema a JSON Schema that the answer must meet, as JSON text, or null for free text
 * @param streamed whether the answer is wanted piece by piece
 * @param timeLimit for the whole answer
 * @param headers to send along, such as {@code traceparent}
 */
public record ModelRequest(
        String instructions,
        List<ChatMessage> messages,
        List<ModelTool> tools,
        ModelSettings settings,
        @Nullable String answerSchema,
        boolean streamed,
        Duration timeLimit,
        Map<String, String> headers) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        headers = Map.copyOf(headers);
    }

    /** The same with these headers. */
    public ModelRequest withHeaders(Map<String, String> changed) {
        return new ModelRequest(instructions, messages, tools, settings, answerSchema, streamed, timeLimit, changed);
    }

    /** The same for no longer than this, and with no longer an answer than this, unless it asks for less itself. */
    public ModelRequest limitedTo(Duration longest, int outputTokens) {
        Integer asked = settings.maximumOutputTokens();
        ModelSettings limited =
                asked != null && asked <= outputTokens ? settings : settings.withMaximumOutputTokens(outputTokens);
        Duration shorter = timeLimit.compareTo(longest) < 0 ? timeLimit : longest;
        return new ModelRequest(instructions, messages, tools, limited, answerSchema, streamed, shorter, headers);
    }
}
