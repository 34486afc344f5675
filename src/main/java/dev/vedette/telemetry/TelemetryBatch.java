package dev.vedette.telemetry;

import java.util.List;

/**
 * What one request brought, scrubbed and understood: the unit that is stored, watched and passed on together.
 *
 * <p>{@code payload} is the scrubbed OTLP export request in protobuf form. It is the whole truth: {@link BatchReader}
 * makes the records from it again, and backends are sent it as it is. Only the list of its own signal is filled, and
 * entry <i>i</i> of the list is record <i>i</i> of the payload in its order. Immutable as long as nobody writes to the array.
 */
public final class TelemetryBatch {
    private final Signal signal;
    private final byte[] payload;
    private final List<Span> spans;
    private final List<LogEvent> logs;
    private final List<MetricPoint> points;

    private TelemetryBatch(
            Signal signal, byte[] payload, List<Span> spans, List<LogEvent> logs, List<MetricPoint> points) {
        this.signal = signal;
        this.payload = payload;
        this.spans = List.copyOf(spans);
        this.logs = List.copyOf(logs);
        this.points = List.copyOf(points);
    }

    /** A batch of spans; the array is kept, not copied. */
    public static TelemetryBatch ofSpans(byte[] payload, List<Span> spans) {
        return new TelemetryBatch(Signal.TRACES, payload, spans, List.of(), List.of());
    }

    /** A batch of log records; the array is kept, not copied. */
    public static TelemetryBatch ofLogs(byte[] payload, List<LogEvent> logs) {
        return new TelemetryBatch(Signal.LOGS, payload, List.of(), logs, List.of());
    }

    /** A batch of metric points; the array is kept, not copied. */
    public static TelemetryBatch ofPoints(byte[] payload, List<MetricPoint> points) {
        return new TelemetryBatch(Signal.METRICS, payload, List.of(), List.of(), points);
    }

    public Signal signal() {
        return signal;
    }

    /** The scrubbed OTLP request; callers must not write to it. */
    public byte[] payload() {
        return payload;
    }

    public List<Span> spans() {
        return spans;
    }

    public List<LogEvent> logs() {
        return logs;
    }

    public List<MetricPoint> points() {
        return points;
    }

    /** How many records there are, of whatever signal. */
    public int size() {
        return spans.size() + logs.size() + points.size();
    }
}
