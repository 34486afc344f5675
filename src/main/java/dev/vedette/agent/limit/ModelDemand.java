package dev.vedette.agent.limit;

import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.ToolRequest;

/**
 * What a call of a model will need at most, as far as that can be known before. Immutable.
 *
 * @param model the name that its price is known by
 * @param inputTokens estimated
 * @param outputTokens the most that the answer may have, positive
 */
public record ModelDemand(String model, long inputTokens, long outputTokens) {
    /** What is reserved for an answer where a request does not limit it. */
    public static final int DEFAULT_OUTPUT_TOKENS = 4_096;

    private static final int CHARACTERS_A_TOKEN = 4;

    /** Roles and separators, with some to spare. */
    private static final int TOKENS_AROUND_A_MESSAGE = 8;

    public ModelDemand {
        inputTokens = Amounts.bounded(inputTokens);
        outputTokens = Math.max(1, Amounts.bounded(outputTokens));
    }

    /**
     * Estimated from characters: four of ASCII, or one of any other kind, make a token. English has a little more than
     * four characters a token with today's tokenizers, source text a little less; {@link Reservation#settle} puts right
     * what the estimate missed.
     */
    public static ModelDemand of(String model, ModelRequest request) {
        Characters characters = new Characters();
        characters.add(request.instructions());
        request.messages().forEach(message -> add(characters, message));
        for (ModelTool tool : request.tools()) {
            characters.add(tool.name());
            characters.add(tool.description());
            characters.add(tool.parameters());
        }
        if (request.answerSchema() != null) {
            characters.add(request.answerSchema());
        }
        long pieces = 1L + request.messages().size() + request.tools().size();
        Integer most = request.settings().maximumOutputTokens();
        return new ModelDemand(
                model,
                characters.tokens() + pieces * TOKENS_AROUND_A_MESSAGE,
                most == null ? DEFAULT_OUTPUT_TOKENS : most);
    }

    private static void add(Characters characters, ChatMessage message) {
        if (message instanceof ChatMessage.User user) {
            characters.add(user.text());
        } else if (message instanceof ChatMessage.Assistant assistant) {
            characters.add(assistant.text());
            for (ToolRequest request : assistant.toolRequests()) {
                characters.add(request.name());
                characters.add(request.arguments());
            }
        } else if (message instanceof ChatMessage.ToolAnswer answer) {
            characters.add(answer.text());
        } else if (message instanceof ChatMessage.Notice notice) {
            characters.add(notice.text());
        }
    }

    private static final class Characters {
        private long ascii;
        private long other;

        void add(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < 0x80) {
                    ascii++;
                } else {
                    other++;
                }
            }
        }

        long tokens() {
            return (ascii + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN + other;
        }
    }
}
