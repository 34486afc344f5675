package dev.vedette.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.telemetry.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;

/** The message that answers an export: empty on full success, else what was rejected and why. */
final class ExportResponse {
    private final Signal signal;
    private final Decoded decoded;

    ExportResponse(Signal signal, Decoded decoded) {
        this.signal = signal;
        this.decoded = decoded;
    }

    /** The responses of the three signals have the same bytes: only their field names differ. */
    byte[] protobuf() {
        if (decoded.complaints().isEmpty()) {
            return new byte[0];
        }
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(decoded.rejected())
                        .setErrorMessage(decoded.complaints()))
                .build()
                .toByteArray();
    }

    byte[] json() {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        if (!decoded.complaints().isEmpty()) {
            ObjectNode partial = response.putObject("partialSuccess");
            partial.put(rejectedField(), Integer.toString(decoded.rejected()));
            partial.put("errorMessage", decoded.complaints());
        }
        return response.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String rejectedField() {
        return switch (signal) {
            case TRACES -> "rejectedSpans";
            case LOGS -> "rejectedLogRecords";
            case METRICS -> "rejectedDataPoints";
        };
    }
}
