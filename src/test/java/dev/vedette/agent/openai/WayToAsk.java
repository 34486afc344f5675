package dev.vedette.agent.openai;

import dev.vedette.agent.model.ChatModel;

/** Every combination of API and streaming. */
enum WayToAsk {
    CHAT(false, false),
    CHAT_STREAMED(false, true),
    RESPONSES(true, false),
    RESPONSES_STREAMED(true, true);

    private final boolean responses;
    private final boolean streamed;

    WayToAsk(boolean responses, boolean streamed) {
        this.responses = responses;
        this.streamed = streamed;
    }

    ChatModel model(OpenAi provider) {
        return responses ? provider.responses("scripted") : provider.chat("scripted");
    }

    boolean responses() {
        return responses;
    }

    boolean streamed() {
        return streamed;
    }
}
