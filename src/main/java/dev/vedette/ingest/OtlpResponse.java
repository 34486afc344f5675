package dev.vedette.ingest;

import java.util.Map;

/**
 * An answer to a sender. Immutable as long as nobody writes to the array.
 *
 * @param status the HTTP status; 200 for every answer of gRPC, which tells in the trailers
 * @param headers besides the content type
 * @param trailers to send after the body; empty but for gRPC
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are written, never compared.
public record OtlpResponse(
        int status, String contentType, Map<String, String> headers, byte[] body, Map<String, String> trailers) {
    public OtlpResponse {
        headers = Map.copyOf(headers);
        trailers = Map.copyOf(trailers);
    }
}
