package dev.vedette.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a front door knows of a request before its body. Immutable.
 *
 * @param path as sent, without the query
 * @param query null when there is none
 * @param contentType the header's value, or null
 * @param contentEncoding the header's value, or null
 * @param grpcEncoding the value of {@code grpc-encoding}, or null
 * @param authorization the header's value, or null
 * @param contentLength -1 when not told
 */
public record OtlpRequest(
        String method,
        String path,
        @Nullable String query,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable String grpcEncoding,
        @Nullable String authorization,
        long contentLength) {

    /** Whether it speaks gRPC. */
    boolean isGrpc() {
        return mediaType().startsWith("application/grpc");
    }

    /** The content type without parameters, in lower case; empty when there is none. */
    String mediaType() {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().toLowerCase(java.util.Locale.ROOT);
    }
}
