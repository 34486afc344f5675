package dev.vedette.agent.openai;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseErrorEvent;
import com.openai.models.responses.ResponseStreamEvent;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import org.jspecify.annotations.Nullable;

/** Hands on the pieces of a streamed answer of the Responses API, whose last event holds the whole. Not thread-safe. */
final class ResponsesStream {
    private final Exchange exchange;
    private final AnswerParts told;
    private @Nullable Response whole;

    ResponsesStream(Exchange exchange) {
        this.exchange = exchange;
        this.told = new AnswerParts(exchange.answerLimit());
    }

    void accept(ResponseStreamEvent event) {
        event.outputTextDelta().flatMap(piece -> piece._delta().asKnown()).ifPresent(this::text);
        event.refusalDelta().flatMap(piece -> piece._delta().asKnown()).ifPresent(this::text);
        event.functionCallArgumentsDelta().ifPresent(piece -> exchange.stirred());
        event.completed().flatMap(end -> end._response().asKnown()).ifPresent(response -> whole = response);
        event.incomplete().flatMap(end -> end._response().asKnown()).ifPresent(response -> whole = response);
        event.failed().flatMap(end -> end._response().asKnown()).ifPresent(response -> whole = response);
        event.error().ifPresent(ResponsesStream::fail);
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            told.text(text);
            exchange.piece(text);
        }
    }

    private static void fail(ResponseErrorEvent error) {
        throw new UnfitAnswerException(Faults.midStream(error._code().asKnown().orElse(null), null));
    }

    boolean isWhole() {
        return whole != null;
    }

    /** The whole answer. A stream whose end nobody told is cut off, however cleanly it closed. */
    ModelReply reply() {
        if (whole == null) {
            throw new UnfitAnswerException(ModelFault.Kind.CUT_OFF);
        }
        return ResponsesAnswer.of(whole, exchange.answerLimit(), exchange.firstPiece());
    }
}
