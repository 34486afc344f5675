package dev.vedette.agent.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers conversations: the port to a provider. An implementation makes exactly one attempt for each
 * call; trying again and trying another model are the business of a {@link ModelRoute}. Implementations are
 * thread-safe and hold no conversation.
 */
public interface ChatModel extends ModelRoute {
    /** The provider in the words of {@code gen_ai.provider.name}, such as {@code openai}. */
    String provider();

    /** The model that is asked for, such as {@code gpt-5-mini}. */
    String name();

    /** Where the provider is reached, for telemetry; null if it is in this process. */
    @Nullable
    Endpoint endpoint();

    /**
     * Asks once and waits for the whole answer.
     *
     * @param pieces told every piece of a streamed answer, in order and on the calling thread; never told anything if
     *     the request is not for a stream
     * @throws ModelException if there is no whole answer
     * @throws InterruptedException if the run was stopped meanwhile; the connection is then closed
     */
    ModelReply call(ModelRequest request, PieceListener pieces) throws ModelException, InterruptedException;

    /** This model once, and no other. */
    @Override
    default Optional<Choice> next(List<Attempt> soFar) {
        return soFar.isEmpty() ? Optional.of(Choice.now(this)) : Optional.empty();
    }

    /** A host and a port. */
    record Endpoint(String host, int port) {}

    /** Told the pieces of a streamed answer. */
    @FunctionalInterface
    interface PieceListener {
        /** Nobody listens. */
        PieceListener NONE = text -> {};

        /** The next piece of the answer's text; never empty. */
        void onText(String text);
    }
}
