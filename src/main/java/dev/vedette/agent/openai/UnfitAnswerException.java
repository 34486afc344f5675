package dev.vedette.agent.openai;

import dev.vedette.agent.model.ModelFault;

/** What the client library took for an answer is none. */
final class UnfitAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ModelFault.Kind kind;

    UnfitAnswerException(ModelFault.Kind kind) {
        super(kind.errorType());
        this.kind = kind;
    }

    ModelFault.Kind kind() {
        return kind;
    }
}
