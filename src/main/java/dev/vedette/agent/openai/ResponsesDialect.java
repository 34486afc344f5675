package dev.vedette.agent.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import java.util.Iterator;

/** The Responses API. */
final class ResponsesDialect implements Dialect {
    @Override
    public Question question(String model, ModelRequest request) {
        ResponseCreateParams params = ResponsesQuestion.of(model, request);
        return request.streamed()
                ? (client, options, exchange) -> streamed(client, params, options, exchange)
                : (client, options, exchange) ->
                        ResponsesAnswer.of(client.responses().create(params, options), exchange.answerLimit(), null);
    }

    private static ModelReply streamed(
            OpenAIClient client, ResponseCreateParams params, RequestOptions options, Exchange exchange) {
        ResponsesStream stream = new ResponsesStream(exchange);
        try (StreamResponse<ResponseStreamEvent> response = client.responses().createStreaming(params, options)) {
            Iterator<ResponseStreamEvent> events = response.stream().iterator();
            while (!stream.isWhole() && events.hasNext()) {
                stream.accept(events.next());
            }
        }
        return stream.reply();
    }
}
