package dev.vedette.agent.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;

/** One of the APIs that a model can be asked by. Implementations are thread-safe. */
@FunctionalInterface
interface Dialect {
    /**
     * Puts a question into the API's words.
     *
     * @throws IllegalArgumentException if a schema is no JSON object
     */
    Question question(String model, ModelRequest request);

    /** A question, ready to be asked. */
    @FunctionalInterface
    interface Question {
        /** Asks, and tells the exchange every piece of the answer. What goes wrong is for {@link Faults} to read. */
        ModelReply ask(OpenAIClient client, RequestOptions options, Exchange exchange);
    }
}
