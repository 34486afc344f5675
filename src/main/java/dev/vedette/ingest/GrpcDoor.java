package dev.vedette.ingest;

import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.ingest.RefusedException.Reason;
import dev.vedette.telemetry.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * OTLP/gRPC: unary calls only, after gRPC's own "gRPC over HTTP2". A message has one byte that tells whether it is
 * compressed and four with its length before it; the outcome is in the trailers.
 */
final class GrpcDoor implements Door {
    private static final String CONTENT_TYPE = "application/grpc";
    private static final int FRAME_HEAD = 5;
    private static final Map<String, String> HEADERS = Map.of("grpc-accept-encoding", "identity,gzip");

    private final OtlpRequest request;

    GrpcDoor(OtlpRequest request) {
        this.request = request;
    }

    @Override
    public Entry entry() throws RefusedException {
        Signal signal = switch (request.path()) {
            case "/opentelemetry.proto.collector.trace.v1.TraceService/Export" -> Signal.TRACES;
            case "/opentelemetry.proto.collector.logs.v1.LogsService/Export" -> Signal.LOGS;
            case "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" -> Signal.METRICS;
            default ->
                throw new RefusedException(Reason.NOT_FOUND, "this is an OTLP receiver: there is no such method");
        };
        String type = request.mediaType();
        if (!type.equals(CONTENT_TYPE) && !type.equals(CONTENT_TYPE + "+proto")) {
            throw new RefusedException(Reason.UNSUPPORTED, "only protobuf is spoken over gRPC");
        }
        return new Entry(signal, OtlpEncoding.PROTOBUF, compression());
    }

    @Override
    public int bodyLimit(Entry entry, OtlpLimits limits) {
        return limits.inflatedBytes() + FRAME_HEAD;
    }

    @Override
    public Enclosed unwrap(Entry entry, ByteBuffer body) throws RefusedException {
        if (body.remaining() < FRAME_HEAD) {
            throw new RefusedException(Reason.MALFORMED, "the gRPC message is cut off");
        }
        ByteBuffer message = body.slice();
        byte compressed = message.get();
        int length = message.getInt();
        if (length != message.remaining() || compressed < 0 || compressed > 1) {
            throw new RefusedException(Reason.MALFORMED, "the body must be exactly one gRPC message");
        }
        return new Enclosed(message.slice(), compressed == 1 ? entry.compression() : Compression.IDENTITY);
    }

    @Override
    public OtlpResponse accepted(Entry entry, Decoded decoded) {
        byte[] message = new ExportResponse(entry.signal(), decoded).protobuf();
        byte[] body = ByteBuffer.allocate(FRAME_HEAD + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        return new OtlpResponse(200, CONTENT_TYPE, HEADERS, body, Map.of("grpc-status", "0"));
    }

    @Override
    public OtlpResponse refused(RefusedException refused) {
        Map<String, String> trailers = Map.of(
                "grpc-status", Integer.toString(refused.reason().grpcCode()),
                "grpc-message", percentEncoded(refused.text()),
                "grpc-status-details-bin",
                        Base64.getEncoder().withoutPadding().encodeToString(new RpcStatus(refused).protobuf()));
        return new OtlpResponse(200, CONTENT_TYPE, HEADERS, new byte[0], trailers);
    }

    private Compression compression() throws RefusedException {
        String encoding = request.grpcEncoding();
        return switch (encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Compression.IDENTITY;
            case "gzip" -> Compression.GZIP;
            default -> throw new RefusedException(Reason.UNSUPPORTED, "grpc-encoding must be gzip or identity");
        };
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            if (next >= ' ' && next <= '~' && next != '%') {
                encoded.append((char) next);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", next));
            }
        }
        return encoded.toString();
    }
}
