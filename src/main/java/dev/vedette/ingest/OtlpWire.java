package dev.vedette.ingest;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.vedette.ingest.RefusedException.Reason;
import dev.vedette.telemetry.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes to OTLP export requests. Fields that are not known here are discarded, so that no byte passes unseen.
 * Thread-safe.
 */
final class OtlpWire {
    private static final Map<Signal, Message> EMPTY = new EnumMap<>(Map.of(
            Signal.TRACES, ExportTraceServiceRequest.getDefaultInstance(),
            Signal.LOGS, ExportLogsServiceRequest.getDefaultInstance(),
            Signal.METRICS, ExportMetricsServiceRequest.getDefaultInstance()));
    private static final Map<Signal, WireShape> SHAPES = shapes();

    private final OtlpLimits limits;
    private final OtlpJson json;

    OtlpWire(OtlpLimits limits) {
        this.limits = limits;
        this.json = new OtlpJson(limits);
    }

    /**
     * The request in {@code body}, which must have an array; texts that are not UTF-8 are mended in that array.
     */
    Message parse(Signal signal, OtlpEncoding encoding, ByteBuffer body, Complaints complaints)
            throws RefusedException {
        if (encoding == OtlpEncoding.JSON) {
            return json.parse(empty(signal), body, complaints);
        }
        WireShape shape = shape(signal);
        WireScan.elements(body, shape, limits);
        try {
            return parse(signal, body);
        } catch (InvalidProtocolBufferException maybeText) {
            int mended = WireScan.mendTexts(body, shape, limits);
            if (mended == 0) {
                throw damaged(signal);
            }
            complaints.add(Complaint.INVALID_UTF8, mended);
        }
        try {
            return parse(signal, body);
        } catch (InvalidProtocolBufferException damaged) {
            throw damaged(signal);
        }
    }

    /** A guess at the bytes of heap that a body will take when it is parsed and scrubbed; refuses what is absurd. */
    long heapEstimate(Signal signal, OtlpEncoding encoding, ByteBuffer body) throws RefusedException {
        long elements = encoding == OtlpEncoding.JSON
                ? OtlpJson.separators(body)
                : WireScan.elements(body, shape(signal), limits);
        return 4L * body.remaining() + 64L * elements;
    }

    static RefusedException tooDeep(OtlpLimits limits) {
        return new RefusedException(
                Reason.MALFORMED, "values lie in each other more than " + limits.nesting() + " deep");
    }

    static RefusedException tooManyElements(OtlpLimits limits) {
        return new RefusedException(
                Reason.TOO_LARGE,
                "the request holds more than " + limits.elements() + " texts and messages: send smaller batches");
    }

    private Message parse(Signal signal, ByteBuffer body) throws InvalidProtocolBufferException {
        CodedInputStream input =
                CodedInputStream.newInstance(body.array(), body.arrayOffset() + body.position(), body.remaining());
        input.setRecursionLimit(limits.messageDepth() + 1);
        return DiscardUnknownFieldsParser.wrap(empty(signal).getParserForType()).parseFrom(input);
    }

    private static RefusedException damaged(Signal signal) {
        String wanted = empty(signal).getDescriptorForType().getName();
        return new RefusedException(
                Reason.MALFORMED,
                "the body is not an " + wanted + " in protobuf: damaged, or another signal or encoding than the path"
                        + " and the content type say");
    }

    private static Message empty(Signal signal) {
        return java.util.Objects.requireNonNull(EMPTY.get(signal));
    }

    private static WireShape shape(Signal signal) {
        return java.util.Objects.requireNonNull(SHAPES.get(signal));
    }

    private static Map<Signal, WireShape> shapes() {
        Map<String, WireShape> known = new HashMap<>();
        Map<Signal, WireShape> shapes = new EnumMap<>(Signal.class);
        EMPTY.forEach((signal, message) -> shapes.put(signal, WireShape.of(message.getDescriptorForType(), known)));
        return shapes;
    }
}
