package dev.vedette.agent.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import java.util.Iterator;

/** Chat Completions. */
final class ChatDialect implements Dialect {
    private final boolean completionTokens;

    /** With the newer name of the limit on output tokens, or with the older. */
    ChatDialect(boolean completionTokens) {
        this.completionTokens = completionTokens;
    }

    @Override
    public Question question(String model, ModelRequest request) {
        ChatCompletionCreateParams params = new ChatQuestion(completionTokens).of(model, request);
        return request.streamed()
                ? (client, options, exchange) -> streamed(client, params, options, exchange)
                : (client, options, exchange) ->
                        ChatAnswer.of(client.chat().completions().create(params, options), exchange.answerLimit());
    }

    private static ModelReply streamed(
            OpenAIClient client, ChatCompletionCreateParams params, RequestOptions options, Exchange exchange) {
        ChatStream stream = new ChatStream(exchange);
        try (StreamResponse<ChatCompletionChunk> response =
                client.chat().completions().createStreaming(params, options)) {
            Iterator<ChatCompletionChunk> chunks = response.stream().iterator();
            while (chunks.hasNext()) {
                stream.accept(chunks.next());
            }
        }
        return stream.reply();
    }
}
