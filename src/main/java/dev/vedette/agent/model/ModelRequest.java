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
}
