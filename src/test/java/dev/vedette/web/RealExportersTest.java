package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.health.Pulse;
import dev.vedette.ingest.IngestTokens;
import dev.vedette.ingest.RecordingSink;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exporters of the OpenTelemetry SDK for Java against a running server. */
@Timeout(120)
class RealExportersTest {
    private static final String TOKEN = "vdt_" + "exporter-test";

    private final RecordingSink sink = new RecordingSink();
    private final Pulse pulse = new Pulse();
    private final OtlpServer server = TestReceiver.server(sink, pulse, IngestTokens.of(List.of(TOKEN)), 0);
    private String base = "";

    @BeforeEach
    void start() {
        server.start();
        base = "http://127.0.0.1:" + server.ports().get(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void spansArrive(String compression) {
        sendSpans(OtlpGrpcSpanExporter.builder()
                .setEndpoint(base)
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + TOKEN)
                .build());
        assertThat(sink.records()).isEqualTo(1_000);
        sendSpans(OtlpHttpSpanExporter.builder()
                .setEndpoint(base + "/v1/traces")
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + TOKEN)
                .build());
        assertThat(sink.records()).isEqualTo(2_000);
        assertThat(pulse.spans().balance().received()).isEqualTo(2_000);
        assertThat(sink.batches().get(0).spans().get(0).actor().service()).startsWith("unknown_service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void logRecordsArrive(String compression) {
        sendLogs(OtlpGrpcLogRecordExporter.builder()
                .setEndpoint(base)
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + TOKEN)
                .build());
        sendLogs(OtlpHttpLogRecordExporter.builder()
                .setEndpoint(base + "/v1/logs")
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + TOKEN)
                .build());

        assertThat(sink.batches().stream().flatMap(batch -> batch.logs().stream()))
                .extracting(log -> log.body())
                .containsExactly("hello", "hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void metricsArrive(String compression) {
        sendMetrics(OtlpGrpcMetricExporter.builder()
                .setEndpoint(base)
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + TOKEN)
                .build());
        sendMetrics(OtlpHttpMetricExporter.builder()
                .setEndpoint(base + "/v1/metrics")
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + TOKEN)
                .build());

        assertThat(sink.batches().stream().flatMap(batch -> batch.points().stream()))
                .filteredOn(point -> point.name().equals("tokens"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(17));
    }

    private static void sendSpans(SpanExporter exporter) {
        BatchSpanProcessor processor = BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(2_000)
                .setMaxExportBatchSize(200)
                .build();
        try (SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
            var tracer = provider.get("test");
            for (int span = 0; span < 1_000; span++) {
                tracer.spanBuilder("chat")
                        .setAttribute("gen_ai.prompt", "word ".repeat(100))
                        .startSpan()
                        .end();
            }
            assertDone(provider.forceFlush());
        }
    }

    private static void sendLogs(LogRecordExporter exporter) {
        try (SdkLoggerProvider provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
                .build()) {
            provider.get("test")
                    .logRecordBuilder()
                    .setSeverity(Severity.INFO)
                    .setBody("hello")
                    .emit();
            assertDone(provider.forceFlush());
        }
    }

    private static void sendMetrics(MetricExporter exporter) {
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.create(exporter))
                .build()) {
            provider.get("test").counterBuilder("tokens").build().add(17);
            assertDone(provider.forceFlush());
        }
    }

    private static void assertDone(CompletableResultCode result) {
        assertThat(result.join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
}
