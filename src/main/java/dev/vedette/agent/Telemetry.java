package dev.vedette.agent;

import dev.vedette.agent.instrumentation.ContentCapture;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where what agents do is written. Closing it sends what is still to be sent, if it was made here. Thread-safe.
 *
 * <p>{@code Telemetry.of("support-service").toVedette("http://localhost:4317").withContent().start()}
 */
public final class Telemetry implements AutoCloseable {
    private final OpenTelemetry telemetry;
    private final ContentCapture capture;
    private final Runnable close;

    private Telemetry(OpenTelemetry telemetry, ContentCapture capture, Runnable close) {
        this.telemetry = telemetry;
        this.capture = capture;
        this.close = close;
    }

    /**
     * As the standard variables say ({@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code OTEL_SERVICE_NAME}, …), content
     * included or not as {@link ContentCapture#VARIABLE} says.
     */
    public static Telemetry fromEnvironment() {
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return new Telemetry(sdk, ContentCapture.from(System.getenv()), sdk::close);
    }

    /** Nowhere. */
    public static Telemetry none() {
        return new Telemetry(OpenTelemetry.noop(), ContentCapture.NO_CONTENT, () -> {});
    }

    /** What the program has already; not closed here. */
    public static Telemetry using(OpenTelemetry telemetry, ContentCapture capture) {
        return new Telemetry(telemetry, capture, () -> {});
    }

    /** To write under this {@code service.name}. */
    public static Builder of(String service) {
        return new Builder(service);
    }

    OpenTelemetry openTelemetry() {
        return telemetry;
    }

    ContentCapture capture() {
        return capture;
    }

    @Override
    public void close() {
        close.run();
    }

    /** Collects destinations; each is one line. Not thread-safe. */
    public static final class Builder {
        private final SdkTracerProviderBuilder traces;
        private final SdkMeterProviderBuilder metrics;
        private final SdkLoggerProviderBuilder logs;
        private ContentCapture capture = ContentCapture.from(System.getenv());

        private Builder(String service) {
            Resource resource = Resource.getDefault()
                    .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)));
            traces = SdkTracerProvider.builder().setResource(resource);
            metrics = SdkMeterProvider.builder().setResource(resource);
            logs = SdkLoggerProvider.builder().setResource(resource);
        }

        /** All three signals over OTLP/gRPC, as a Vedette or a Collector takes them: {@code http://localhost:4317}. */
        public Builder toVedette(String endpoint) {
            return toVedette(endpoint, Map::of);
        }

        /** The same with headers, such as {@code Authorization}; asked for with every request, and never written. */
        public Builder toVedette(String endpoint, Supplier<Map<String, String>> headers) {
            traces(OtlpGrpcSpanExporter.builder()
                    .setEndpoint(endpoint)
                    .setHeaders(headers)
                    .build());
            metrics.registerMetricReader(PeriodicMetricReader.create(OtlpGrpcMetricExporter.builder()
                    .setEndpoint(endpoint)
                    .setHeaders(headers)
                    .build()));
            logs.addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpGrpcLogRecordExporter.builder()
                            .setEndpoint(endpoint)
                            .setHeaders(headers)
                            .build())
                    .build());
            return this;
        }

        /** Traces over OTLP/gRPC, as Jaeger takes them: {@code http://localhost:4317}. */
        public Builder toJaeger(String endpoint) {
            return traces(OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build());
        }

        /**
         * Traces over OTLP/HTTP to Langfuse.
         *
         * @param host such as {@code https://cloud.langfuse.com}
         * @param secretKey asked for with every request, and never written
         */
        public Builder toLangfuse(String host, String publicKey, Supplier<String> secretKey) {
            return traces(OtlpHttpSpanExporter.builder()
                    .setEndpoint(host + "/api/public/otel/v1/traces")
                    .setHeaders(() -> Map.of(
                            "Authorization", basic(publicKey, secretKey.get()), "x-langfuse-ingestion-version", "4"))
                    .build());
        }

        /** Prompts, answers, arguments and results are written too, masked. */
        public Builder withContent() {
            capture = ContentCapture.SPAN_ONLY;
            return this;
        }

        /** Starts to write. */
        public Telemetry start() {
            OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                    .setTracerProvider(traces.build())
                    .setMeterProvider(metrics.build())
                    .setLoggerProvider(logs.build())
                    .build();
            return new Telemetry(sdk, capture, sdk::close);
        }

        private Builder traces(SpanExporter exporter) {
            traces.addSpanProcessor(BatchSpanProcessor.builder(exporter).build());
            return this;
        }

        private static String basic(String publicKey, String secretKey) {
            byte[] pair = (publicKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }
}
