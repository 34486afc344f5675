package dev.vedette.ingest;

/** A whole request is refused. The message is meant for the sender and holds nothing of what it sent. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int retryAfterSeconds;

    RefusedException(Reason reason, String message) {
        this(reason, message, 0);
    }

    RefusedException(Reason reason, String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Why, as both protocols number it. */
    public Reason reason() {
        return reason;
    }

    /** What to tell the sender. */
    public String text() {
        String message = getMessage();
        return message == null ? reason.name() : message;
    }

    /** When to try again, in seconds; 0 when trying again is of no use. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Why a request is refused, with its HTTP status and gRPC code. Only {@link #BUSY} is worth a retry. */
    public enum Reason {
        MALFORMED(400, 3),
        UNAUTHENTICATED(401, 16),
        NOT_FOUND(404, 12),
        WRONG_METHOD(405, 12),
        TOO_SLOW(408, 4),
        TOO_LARGE(413, 8),
        UNSUPPORTED(415, 12),
        FAULT(500, 13),
        BUSY(503, 14);

        private final int httpStatus;
        private final int grpcCode;

        Reason(int httpStatus, int grpcCode) {
            this.httpStatus = httpStatus;
            this.grpcCode = grpcCode;
        }

        /** The HTTP status. */
        public int httpStatus() {
            return httpStatus;
        }

        /** The gRPC status code, as {@code google.rpc.Code} numbers it. */
        public int grpcCode() {
            return grpcCode;
        }
    }
}
