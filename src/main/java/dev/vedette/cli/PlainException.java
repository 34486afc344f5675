package dev.vedette.cli;

/** Something the user can mend; the message says what is wrong and what to do. */
final class PlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlainException(String message) {
        super(message, null, false, false);
    }
}
