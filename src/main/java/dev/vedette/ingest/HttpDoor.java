package dev.vedette.ingest;

import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.ingest.RefusedException.Reason;
import dev.vedette.telemetry.Signal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** OTLP/HTTP, after the OpenTelemetry protocol specification 1.11. */
final class HttpDoor implements Door {
    private static final String TRACES = "/v1/traces";
    private static final String LOGS = "/v1/logs";
    private static final String METRICS = "/v1/metrics";
    private static final String ENCODINGS = "gzip, deflate, identity";

    private final OtlpRequest request;

    HttpDoor(OtlpRequest request) {
        this.request = request;
    }

    @Override
    public Entry entry() throws RefusedException {
        Signal signal = signal();
        if (!request.method().equals("POST")) {
            throw new RefusedException(Reason.WRONG_METHOD, "OTLP is sent by POST");
        }
        return new Entry(signal, encoding(), compression());
    }

    @Override
    public int bodyLimit(Entry entry, OtlpLimits limits) {
        return entry.compression() == Compression.IDENTITY ? limits.inflatedBytes() : limits.compressedBytes();
    }

    @Override
    public Enclosed unwrap(Entry entry, ByteBuffer body) {
        return new Enclosed(body, entry.compression());
    }

    @Override
    public OtlpResponse accepted(Entry entry, Decoded decoded) {
        ExportResponse response = new ExportResponse(entry.signal(), decoded);
        byte[] body = entry.encoding() == OtlpEncoding.JSON ? response.json() : response.protobuf();
        return new OtlpResponse(200, entry.encoding().contentType(), Map.of(), body, Map.of());
    }

    @Override
    public OtlpResponse refused(RefusedException refused) {
        Map<String, String> headers = new HashMap<>();
        if (refused.retryAfterSeconds() > 0) {
            headers.put("Retry-After", Integer.toString(refused.retryAfterSeconds()));
        }
        switch (refused.reason()) {
            case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
            case WRONG_METHOD -> headers.put("Allow", "POST");
            case UNSUPPORTED -> headers.put("Accept-Encoding", ENCODINGS);
            default -> {}
        }
        RpcStatus status = new RpcStatus(refused);
        boolean protobuf = request.mediaType().endsWith("protobuf");
        OtlpEncoding encoding = protobuf ? OtlpEncoding.PROTOBUF : OtlpEncoding.JSON;
        byte[] body = protobuf ? status.protobuf() : status.json();
        return new OtlpResponse(refused.reason().httpStatus(), encoding.contentType(), headers, body, Map.of());
    }

    private Signal signal() throws RefusedException {
        String path = request.path();
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return switch (plain) {
            case TRACES -> Signal.TRACES;
            case LOGS -> Signal.LOGS;
            case METRICS -> Signal.METRICS;
            default -> throw new RefusedException(Reason.NOT_FOUND, hint(plain));
        };
    }

    private static String hint(String path) {
        String paths = TRACES + ", " + LOGS + " and " + METRICS;
        if (path.equals("/") || path.isEmpty()) {
            return "this is an OTLP receiver for " + paths
                    + ": an exporter that posts to / was given the base URL where it wants the full one, with /v1/traces";
        }
        for (String known : new String[] {TRACES, LOGS, METRICS}) {
            if (path.startsWith(known) || path.endsWith(known)) {
                return "the path must be just " + known + ": OTEL_EXPORTER_OTLP_ENDPOINT is the base URL without "
                        + known + ", to which exporters add it themselves";
            }
        }
        return "OTLP is taken on " + paths + " only";
    }

    private OtlpEncoding encoding() throws RefusedException {
        return switch (request.mediaType()) {
            case "application/x-protobuf", "application/protobuf" -> OtlpEncoding.PROTOBUF;
            case "application/json" -> OtlpEncoding.JSON;
            default ->
                throw new RefusedException(
                        Reason.UNSUPPORTED, "the content type must be application/x-protobuf or application/json");
        };
    }

    private Compression compression() throws RefusedException {
        String encoding = request.contentEncoding();
        return switch (encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Compression.IDENTITY;
            case "gzip", "x-gzip" -> Compression.GZIP;
            case "deflate" -> Compression.DEFLATE;
            default ->
                throw new RefusedException(Reason.UNSUPPORTED, "the content encoding must be one of " + ENCODINGS);
        };
    }
}
