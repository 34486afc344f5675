package dev.vedette.telemetry;

/**
 * How an operation ended.
 *
 * @param code as normalised over dialects: senders mark errors in many ways besides the OTLP status
 * @param message the status message, empty when there is none
 * @param errorType the low-cardinality error type, empty when there is none
 */
public record Status(Code code, String message, String errorType) {
    /** Nothing said. */
    public static final Status UNSET = new Status(Code.UNSET, "", "");

    /** Whether the operation failed. */
    public boolean isError() {
        return code == Code.ERROR;
    }

    /** OpenTelemetry's status codes. */
    public enum Code {
        UNSET,
        OK,
        ERROR
    }
}
