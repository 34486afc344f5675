package dev.vedette.agent.openai;

import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Questions for tests. */
final class Asking {
    /** Long enough for the slowest machine; what must be quick has a limit of its own. */
    static final Duration PATIENT = Duration.ofSeconds(60);

    private Asking() {}

    static ModelRequest question(boolean streamed) {
        return question(streamed, PATIENT);
    }

    static ModelRequest question(boolean streamed, Duration timeLimit) {
        return new ModelRequest(
                "Be brief.",
                List.of(new ChatMessage.User("What is it?")),
                List.of(),
                ModelSettings.DEFAULTS,
                null,
                streamed,
                timeLimit,
                Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }
}
