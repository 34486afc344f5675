package dev.vedette.ingest;

import com.google.protobuf.Message;
import dev.vedette.inspection.Redactor;
import dev.vedette.pricing.PriceTable;
import dev.vedette.telemetry.BatchReader;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes to records: parses an OTLP request, bounds it, masks the secrets in every text of it and understands its
 * records. What it makes holds nothing of the request that was not looked at. Thread-safe.
 */
public final class OtlpDecoder implements BatchReader {
    private final Redactor redactor;
    private final OtlpLimits limits;
    private final OtlpWire wire;
    private final OtlpWire storedWire;
    private final CleanLabels clean = new CleanLabels();
    private final Normalizer normalizer;

    /** A decoder that masks with {@code redactor} and knows the cost of nothing but what senders report. */
    public OtlpDecoder(Redactor redactor, OtlpLimits limits) {
        this(redactor, limits, new CostEstimator(PriceTable.EMPTY));
    }

    /** A decoder that masks with {@code redactor} and estimates costs with {@code costs}. */
    public OtlpDecoder(Redactor redactor, OtlpLimits limits, CostEstimator costs) {
        this.redactor = redactor;
        this.normalizer = Normalizer.standard().estimating(costs);
        this.limits = limits;
        this.wire = new OtlpWire(limits);
        this.storedWire = new OtlpWire(limits.forStoredPayloads());
    }

    /**
     * What a request brought.
     *
     * @param batch what may be kept, scrubbed
     * @param received how many records there were
     * @param rejected how many of them are not in the batch
     * @param complaints what was wrong with single records, in words for the sender; empty when nothing was
     */
    public record Decoded(TelemetryBatch batch, int received, int rejected, String complaints) {}

    /**
     * Decodes a request.
     *
     * @param body not compressed; it may be changed
     * @throws RefusedException if the request as a whole cannot be taken
     */
    public Decoded decode(Signal signal, OtlpEncoding encoding, byte[] body, long receivedEpochNanos)
            throws RefusedException {
        return decode(signal, encoding, ByteBuffer.wrap(body), receivedEpochNanos);
    }

    Decoded decode(Signal signal, OtlpEncoding encoding, ByteBuffer body, long receivedEpochNanos)
            throws RefusedException {
        Complaints complaints = new Complaints();
        RequestScrubber scrubber = new RequestScrubber(redactor, clean, limits, complaints, receivedEpochNanos);
        Message request = wire.parse(signal, encoding, body, complaints);
        int received;
        Message scrubbed;
        switch (signal) {
            case TRACES -> {
                received = TraceScrubber.count((ExportTraceServiceRequest) request);
                scrubbed = new TraceScrubber(scrubber).scrub((ExportTraceServiceRequest) request);
            }
            case LOGS -> {
                received = LogScrubber.count((ExportLogsServiceRequest) request);
                scrubbed = new LogScrubber(scrubber).scrub((ExportLogsServiceRequest) request);
            }
            default -> {
                received = MetricScrubber.count((ExportMetricsServiceRequest) request);
                scrubbed = new MetricScrubber(scrubber).scrub((ExportMetricsServiceRequest) request);
            }
        }
        return new Decoded(batch(scrubbed, scrubbed.toByteArray()), received, complaints.rejected(), complaints.text());
    }

    long heapEstimate(Signal signal, OtlpEncoding encoding, ByteBuffer body) throws RefusedException {
        return wire.heapEstimate(signal, encoding, body);
    }

    @Override
    public TelemetryBatch read(Signal signal, byte[] payload) {
        try {
            return batch(
                    storedWire.parse(signal, OtlpEncoding.PROTOBUF, ByteBuffer.wrap(payload), new Complaints()),
                    payload);
        } catch (RefusedException notAPayload) {
            throw new IllegalArgumentException(notAPayload.text(), notAPayload);
        }
    }

    private TelemetryBatch batch(Message request, byte[] payload) {
        if (request instanceof ExportTraceServiceRequest traces) {
            return TelemetryBatch.ofSpans(payload, normalizer.normalizeAll(RecordReader.spans(traces)));
        }
        if (request instanceof ExportLogsServiceRequest logs) {
            List<LogEvent> events = new ArrayList<>();
            for (RawLog log : RecordReader.logs(logs)) {
                events.add(normalizer.normalize(log));
            }
            return TelemetryBatch.ofLogs(payload, events);
        }
        List<MetricPoint> points = RecordReader.points((ExportMetricsServiceRequest) request);
        points.replaceAll(normalizer::normalize);
        return TelemetryBatch.ofPoints(payload, points);
    }
}
