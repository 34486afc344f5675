package dev.vedette.agent.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer. Immutable.
 *
 * @param text the words, empty if there are none
 * @param toolRequests the tools asked for, in order; ids are unique (an implementation mends duplicates)
 * @param finishReason {@code stop}, {@code length}, {@code tool_call}, {@code content_filter} or what the provider says
 * @param responseModel the model that answered, or null if the provider does not say
 * @param responseId the provider's id of the answer, or null
 * @param timeToFirstPiece for streamed answers, else null
 */
public record ModelReply(
        String text,
        List<ToolRequest> toolRequests,
        String finishReason,
        TokenCount tokens,
        @Nullable String responseModel,
        @Nullable String responseId,
        @Nullable Duration timeToFirstPiece) {
    public ModelReply {
        toolRequests = List.copyOf(toolRequests);
    }

    /** Whether a stronger model might do better: the answer ran out of room, or holds neither words nor a request. */
    public boolean seemsTooLittle() {
        boolean empty = text.isBlank() && toolRequests.isEmpty() && !finishReason.equals("content_filter");
        return empty || finishReason.equals("length");
    }
}
