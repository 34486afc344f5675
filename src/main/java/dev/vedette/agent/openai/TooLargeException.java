package dev.vedette.agent.openai;

import java.io.IOException;

/** More bytes came than are taken. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
        super("more bytes than are taken");
    }
}
