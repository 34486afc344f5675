package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An agent that is instrumented with the OpenTelemetry SDK and sends with its real exporters. */
final class SampleAgent implements AutoCloseable {
    static final String NAME = "support";
    static final String DECLARED = "send_email";
    private static final String DEFINITIONS =
            "[{\"type\":\"function\",\"name\":\"" + DECLARED + "\",\"description\":\"Sends an e-mail\"}]";

    private final Remembering exporter;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private SampleAgent(SpanExporter real) {
        exporter = new Remembering(real);
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "support-service")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofMinutes(10))
                        .setMaxQueueSize(4_000)
                        .setMaxExportBatchSize(2_000)
                        .build())
                .build();
        tracer = provider.get("sample-agent");
    }

    /** An agent that sends to this monitor. */
    static SampleAgent of(Monitor monitor, String protocol) {
        return of(monitor, protocol, "");
    }

    /** The same with a token. */
    static SampleAgent of(Monitor monitor, String protocol, String token) {
        Map<String, String> headers = Map.of("authorization", "Bearer " + token);
        return new SampleAgent(
                protocol.equals("grpc")
                        ? OtlpGrpcSpanExporter.builder()
                                .setEndpoint(monitor.grpcEndpoint())
                                .setHeaders(() -> headers)
                                .build()
                        : OtlpHttpSpanExporter.builder()
                                .setEndpoint(monitor.httpEndpoint() + "/v1/traces")
                                .setHeaders(() -> headers)
                                .build());
    }

    /** Whether a span of it is taken. */
    boolean isHeard() {
        tracer.spanBuilder("ping").setNoParent().startSpan().end();
        return flush();
    }

    /** A run that calls one tool once; answers its trace id when it is acknowledged. */
    String call(String tool, String arguments) {
        Instant start = Instant.now().minusSeconds(1);
        return run(start, start.plusMillis(500), root -> tool(root, tool, arguments, start.plusMillis(10)));
    }

    /** A run that calls a declared tool so many times within one minute; answers its trace id. */
    String burst(int calls) {
        Instant minute = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MINUTES);
        return run(minute, minute.plusSeconds(29), root -> {
            for (int call = 0; call < calls; call++) {
                tool(root, DECLARED, "{\"to\":\"customer " + call + "\"}", minute.plusMillis(100L + call * 50L));
            }
        });
    }

    private String run(Instant start, Instant end, Work work) {
        Span root = tracer.spanBuilder("invoke_agent " + NAME)
                .setNoParent()
                .setStartTimestamp(start)
                .setAttribute("gen_ai.operation.name", "invoke_agent")
                .setAttribute("gen_ai.agent.name", NAME)
                .setAttribute("gen_ai.tool.definitions", DEFINITIONS)
                .startSpan();
        work.in(root);
        root.end(end);
        assertThat(flush()).as("the export is acknowledged").isTrue();
        return root.getSpanContext().getTraceId();
    }

    private void tool(Span root, String tool, String arguments, Instant start) {
        tracer.spanBuilder("execute_tool " + tool)
                .setParent(Context.root().with(root))
                .setStartTimestamp(start)
                .setAttribute("gen_ai.operation.name", "execute_tool")
                .setAttribute("gen_ai.agent.name", NAME)
                .setAttribute("gen_ai.tool.name", tool)
                .setAttribute("gen_ai.tool.call.arguments", arguments)
                .startSpan()
                .end(start.plusMillis(20));
    }

    private boolean flush() {
        provider.forceFlush().join(30, TimeUnit.SECONDS);
        return exporter.acknowledged();
    }

    @Override
    public void close() {
        provider.close();
    }

    /** Remembers what became of the newest export: the processor tells nobody. */
    private static final class Remembering implements SpanExporter {
        private final SpanExporter real;
        private volatile CompletableResultCode newest = CompletableResultCode.ofFailure();

        Remembering(SpanExporter real) {
            this.real = real;
        }

        boolean acknowledged() {
            return newest.join(30, TimeUnit.SECONDS).isSuccess();
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            newest = real.export(spans);
            return newest;
        }

        @Override
        public CompletableResultCode flush() {
            return real.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return real.shutdown();
        }
    }

    /** What happens within a run. */
    private interface Work {
        void in(Span root);
    }
}
