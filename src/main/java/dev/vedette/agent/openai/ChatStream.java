package dev.vedette.agent.openai;

import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta.ToolCall;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.TokenCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a streamed answer of Chat Completions together. Not thread-safe. */
final class ChatStream {
    private final Exchange exchange;
    private final AnswerParts parts;
    private @Nullable String reason;
    private @Nullable String model;
    private @Nullable String id;
    private TokenCount tokens = TokenCount.UNKNOWN;

    ChatStream(Exchange exchange) {
        this.exchange = exchange;
        this.parts = new AnswerParts(exchange.answerLimit());
    }

    void accept(ChatCompletionChunk chunk) {
        chunk._model().asKnown().ifPresent(told -> model = told);
        chunk._id().asKnown().ifPresent(told -> id = told);
        chunk._usage().asKnown().ifPresent(told -> tokens = ChatAnswer.tokens(told));
        chunk._choices().asKnown().orElseThrow(() -> new UnfitAnswerException(ModelFault.Kind.MALFORMED)).stream()
                .filter(choice -> choice._index().asKnown().orElse(0L) == 0)
                .forEach(this::accept);
    }

    private void accept(ChatCompletionChunk.Choice choice) {
        choice._delta().asKnown().ifPresent(this::accept);
        choice._finishReason().asKnown().ifPresent(told -> reason = told.asString());
    }

    private void accept(ChatCompletionChunk.Choice.Delta delta) {
        delta._content().asKnown().filter(text -> !text.isEmpty()).ifPresent(this::text);
        delta._refusal().asKnown().filter(text -> !text.isEmpty()).ifPresent(text -> {
            parts.refusal(text);
            exchange.piece(text);
        });
        delta._toolCalls().asKnown().orElse(List.of()).forEach(this::tool);
    }

    private void text(String text) {
        parts.text(text);
        exchange.piece(text);
    }

    private void tool(ToolCall call) {
        exchange.stirred();
        var function = call._function().asKnown();
        parts.toolPiece(
                call._index().asKnown().orElse(0L),
                call._id().asKnown().orElse(""),
                function.flatMap(told -> told._name().asKnown()).orElse(""),
                function.flatMap(told -> told._arguments().asKnown()).orElse(""));
    }

    /** The whole answer. A stream whose end nobody told is cut off, however cleanly it closed. */
    ModelReply reply() {
        if (reason == null) {
            throw new UnfitAnswerException(ModelFault.Kind.CUT_OFF);
        }
        return parts.reply(reason, tokens, model, id, exchange.firstPiece());
    }
}
