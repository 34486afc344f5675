package dev.vedette.agent.model;

import java.util.List;

/** One message of a conversation. Immutable. */
public sealed interface ChatMessage {
    /** What a person, or whoever calls the agent, says. */
    record User(String text) implements ChatMessage {}

    /** What the model said before: words, and the tools that it asked for. */
    record Assistant(String text, List<ToolRequest> toolRequests) implements ChatMessage {
        public Assistant {
            toolRequests = List.copyOf(toolRequests);
        }
    }

    /**
     * What a tool answered.
     *
     * @param requestId the {@link ToolRequest#id} that this answers
     */
    record ToolAnswer(String requestId, String text) implements ChatMessage {}

    /** Words of the runtime itself, such as that the agent must come to an end. */
    record Notice(String text) implements ChatMessage {}
}
