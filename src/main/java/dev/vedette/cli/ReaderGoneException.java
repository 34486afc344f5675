package dev.vedette.cli;

/** Whoever read what the command prints has gone, such as {@code head}; there is nobody to tell and nothing to mend. */
final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException() {
        super("nobody reads any more", null, false, false);
    }
}
