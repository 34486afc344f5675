package dev.vedette.agent.openai;

import com.openai.models.ResponsesModel;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseError;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseUsage;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.TokenCount;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whole answers of the Responses API. */
final class ResponsesAnswer {
    private ResponsesAnswer() {}

    static ModelReply of(Response response, int limit, @Nullable Duration firstPiece) {
        AnswerParts parts = new AnswerParts(limit);
        String reason = reason(response);
        List<ResponseOutputItem> output =
                response._output().asKnown().orElseThrow(() -> new UnfitAnswerException(ModelFault.Kind.MALFORMED));
        for (ResponseOutputItem item : output) {
            item.message().ifPresent(message -> add(parts, message));
            item.functionCall().ifPresent(call -> add(parts, call));
        }
        return parts.reply(
                reason,
                response._usage().asKnown().map(ResponsesAnswer::tokens).orElse(TokenCount.UNKNOWN),
                response._model().asKnown().map(ResponsesAnswer::name).orElse(null),
                response._id().asKnown().orElse(null),
                firstPiece);
    }

    /** Providers that are only like OpenAI may leave the state of a whole answer out. */
    private static String reason(Response response) {
        String status =
                response._status().asKnown().map(ResponseStatus::asString).orElse("completed");
        return switch (status) {
            case "completed" -> status;
            case "incomplete" ->
                response._incompleteDetails()
                        .asKnown()
                        .flatMap(details -> details._reason().asKnown())
                        .map(Response.IncompleteDetails.Reason::asString)
                        .orElse("length");
            case "failed" -> throw failed(response);
            default -> throw new UnfitAnswerException(ModelFault.Kind.MALFORMED);
        };
    }

    private static UnfitAnswerException failed(Response response) {
        String code = response._error()
                .asKnown()
                .flatMap(error -> error._code().asKnown())
                .map(ResponseError.Code::asString)
                .orElse(null);
        return new UnfitAnswerException(Faults.midStream(code, null));
    }

    private static void add(AnswerParts parts, ResponseOutputMessage message) {
        for (ResponseOutputMessage.Content content :
                message._content().asKnown().orElse(List.of())) {
            content.outputText().flatMap(text -> text._text().asKnown()).ifPresent(parts::text);
            content.refusal().flatMap(refusal -> refusal._refusal().asKnown()).ifPresent(parts::refusal);
        }
    }

    private static void add(AnswerParts parts, ResponseFunctionToolCall call) {
        parts.tool(
                call._callId().asKnown().orElse(""),
                call._name().asKnown().orElse(""),
                call._arguments().asKnown().orElse(""));
    }

    private static @Nullable String name(ResponsesModel model) {
        return model.string()
                .or(() -> model.chat().map(com.openai.models.ChatModel::asString))
                .or(() -> model.only().map(ResponsesModel.ResponsesOnlyModel::asString))
                .orElse(null);
    }

    private static TokenCount tokens(ResponseUsage usage) {
        return new TokenCount(
                usage._inputTokens().asKnown().orElse(0L),
                usage._outputTokens().asKnown().orElse(0L),
                usage._inputTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._cachedTokens().asKnown())
                        .orElse(0L),
                usage._outputTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._reasoningTokens().asKnown())
                        .orElse(0L),
                true);
    }
}
