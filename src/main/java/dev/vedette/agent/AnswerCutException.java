package dev.vedette.agent;

/** There is an answer, and it is not whole or not what was asked for. Never leaves this package. */
final class AnswerCutException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String errorType;
    private final transient String text;

    AnswerCutException(String errorType, String text) {
        super(errorType, null, false, false);
        this.errorType = errorType;
        this.text = text;
    }

    String errorType() {
        return errorType;
    }

    /** What there is of it, as the policy lets it out. */
    String text() {
        return text;
    }
}
