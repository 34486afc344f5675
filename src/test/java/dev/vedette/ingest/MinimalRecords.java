package dev.vedette.ingest;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;

/** One log record and one data point. */
final class MinimalRecords {
    static final ResourceLogs LOGS = ResourceLogs.newBuilder()
            .addScopeLogs(
                    ScopeLogs.newBuilder().addLogRecords(LogRecord.newBuilder().setTimeUnixNano(Requests.NOW)))
            .build();

    static final ResourceMetrics METRICS = ResourceMetrics.newBuilder()
            .addScopeMetrics(ScopeMetrics.newBuilder()
                    .addMetrics(Metric.newBuilder()
                            .setName("tokens")
                            .setGauge(Gauge.newBuilder()
                                    .addDataPoints(NumberDataPoint.newBuilder()
                                            .setTimeUnixNano(Requests.NOW)
                                            .setAsInt(1)))))
            .build();

    private MinimalRecords() {}
}
