package dev.vedette.telemetry;

/** A store cannot do its work now. The message says what and why, without any content of spans. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
