package dev.vedette.agent.openai;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.completions.CompletionUsage;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.TokenCount;
import java.util.List;

/** Reads whole answers of Chat Completions. Providers that are only like OpenAI leave much out: nearly all may lack. */
final class ChatAnswer {
    private ChatAnswer() {}

    static ModelReply of(ChatCompletion completion, int limit) {
        ChatCompletion.Choice choice = completion._choices().asKnown().orElse(List.of()).stream()
                .findFirst()
                .orElseThrow(() -> new UnfitAnswerException(ModelFault.Kind.MALFORMED));
        AnswerParts parts = new AnswerParts(limit);
        add(parts, choice._message().asKnown().orElseThrow(() -> new UnfitAnswerException(ModelFault.Kind.MALFORMED)));
        return parts.reply(
                choice._finishReason()
                        .asKnown()
                        .map(ChatCompletion.Choice.FinishReason::asString)
                        .orElse("stop"),
                completion._usage().asKnown().map(ChatAnswer::tokens).orElse(TokenCount.UNKNOWN),
                completion._model().asKnown().orElse(null),
                completion._id().asKnown().orElse(null),
                null);
    }

    private static void add(AnswerParts parts, ChatCompletionMessage message) {
        message._content().asKnown().ifPresent(parts::text);
        message._refusal().asKnown().ifPresent(parts::refusal);
        message._toolCalls().asKnown().orElse(List.of()).stream()
                .flatMap(call -> call.function().stream())
                .forEach(call -> add(parts, call));
    }

    private static void add(AnswerParts parts, ChatCompletionMessageFunctionToolCall call) {
        var function =
                call._function().asKnown().orElseThrow(() -> new UnfitAnswerException(ModelFault.Kind.MALFORMED));
        parts.tool(
                call._id().asKnown().orElse(""),
                function._name().asKnown().orElse(""),
                function._arguments().asKnown().orElse(""));
    }

    static TokenCount tokens(CompletionUsage usage) {
        return new TokenCount(
                usage._promptTokens().asKnown().orElse(0L),
                usage._completionTokens().asKnown().orElse(0L),
                usage._promptTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._cachedTokens().asKnown())
                        .orElse(0L),
                usage._completionTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._reasoningTokens().asKnown())
                        .orElse(0L),
                true);
    }
}
