package dev.vedette.agent.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and which one next when that did not do. Routes are immutable and decide from the attempts
 * alone, so the same attempts always lead to the same model.
 */
@FunctionalInterface
public interface ModelRoute {
    /**
     * The model to ask now.
     *
     * @param soFar the attempts for this one answer, oldest first
     * @return the next choice, or empty when nothing is left to try
     */
    Optional<Choice> next(List<Attempt> soFar);

    /**
     * One attempt that was made.
     *
     * @param fault why there was no answer, or null if there was one
     * @param reply the answer, or null if there was none
     */
    record Attempt(
            ChatModel model,
            @Nullable ModelFault fault,
            @Nullable ModelReply reply) {}

    /**
     * A model to ask.
     *
     * @param after how long to wait before, never negative
     */
    record Choice(ChatModel model, Duration after) {
        /** At once. */
        public static Choice now(ChatModel model) {
            return new Choice(model, Duration.ZERO);
        }
    }
}
