package dev.vedette.agent.sandbox;

/** A command was not run, because there is no sandbox that holds. The message says why, and names no content. */
public final class SandboxMissingException extends Exception {
    private static final long serialVersionUID = 1L;

    SandboxMissingException(String message) {
        super(message);
    }
}
