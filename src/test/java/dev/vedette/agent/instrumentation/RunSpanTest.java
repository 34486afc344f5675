package dev.vedette.agent.instrumentation;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.SampleRun;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.policy.Decided;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Mode;
import dev.vedette.agent.policy.Point;
import dev.vedette.inspection.FingerprintKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunSpanTest {
    private static final String SECRET = "hunter2-hunter2";
    private static final FingerprintKey KEY = FingerprintKey.of(new byte[16]);

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @Test
    void aRunItsModelCallsAndItsToolsAreOneTrace() {
        run(ContentCapture.SPAN_ONLY);
        List<SpanData> spans = TELEMETRY.getSpans();
        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("invoke_agent support", "chat small-1", "execute_tool look");
        SpanData run = span("invoke_agent support");
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(run.getTraceId());
        assertThat(span("chat small-1").getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(span("execute_tool look").getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(text(run, "user.id")).isEqualTo("jo");
        assertThat(text(run, "gen_ai.conversation.id")).isEqualTo("conversation-1");
        assertThat(text(span("chat small-1"), "gen_ai.response.model")).isEqualTo("small-1-2026");
    }

    @Test
    void contentIsMaskedBeforeItIsWritten() {
        run(ContentCapture.SPAN_ONLY);
        assertThat(text(span("chat small-1"), "gen_ai.input.messages"))
                .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"my key is ***\"}]}]");
        assertThat(text(span("execute_tool look"), "gen_ai.tool.call.arguments"))
                .isEqualTo("{\"url\":\"https://shop.example/***\"}");
        assertThat(TELEMETRY.getSpans().toString()).doesNotContain(SECRET);
    }

    @Test
    void withoutContentThereAreSizesFingerprintsAndDestinations() {
        run(ContentCapture.NO_CONTENT);
        SpanData tool = span("execute_tool look");
        assertThat(tool.getAttributes().asMap().toString())
                .doesNotContain("content")
                .doesNotContain("arguments={")
                .doesNotContain("answer");
        assertThat(text(tool, "vedette.tool.arguments.fingerprint")).hasSize(16);
        assertThat(tool.getAttributes().get(stringArrayKey("vedette.tool.destinations")))
                .containsExactly("shop.example");
        assertThat(span("chat small-1").getAttributes().asMap().keySet())
                .extracting(AttributeKey::getKey)
                .doesNotContain("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions");
    }

    @Test
    void eventsCarryContentWhereTheSwitchSaysSo() {
        run(ContentCapture.EVENT_ONLY);
        assertThat(TELEMETRY.getLogRecords()).singleElement().satisfies(log -> {
            assertThat(log.getEventName()).isEqualTo("gen_ai.client.inference.operation.details");
            assertThat(log.getSpanContext().getSpanId())
                    .isEqualTo(span("chat small-1").getSpanId());
            assertThat(log.getAttributes().get(stringKey("gen_ai.input.messages")))
                    .contains("my key is ***");
        });
        assertThat(text(span("chat small-1"), "gen_ai.input.messages")).isNull();
    }

    @Test
    void decisionsAreEventsUnlessTheyOnlyAllow() {
        run(ContentCapture.NO_CONTENT);
        assertThat(span("execute_tool look").getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("policy.decision");
            assertThat(event.getAttributes().get(stringKey("policy.reason"))).isEqualTo("odd");
            assertThat(event.getAttributes().get(stringKey("policy.detail"))).isEqualTo("saw ***");
        });
        MetricData decisions = metric("policy.decisions");
        assertThat(decisions.getLongSumData().getPoints()).hasSize(2);
    }

    @Test
    void metricsHaveTheStatedBuckets() {
        run(ContentCapture.NO_CONTENT);
        HistogramPointData tokens = histogram("gen_ai.client.token.usage");
        assertThat(tokens.getBoundaries()).startsWith(1.0, 4.0, 16.0, 64.0).endsWith(67108864.0);
        HistogramPointData calls = histogram("gen_ai.client.operation.duration");
        assertThat(calls.getBoundaries()).startsWith(0.01, 0.02).endsWith(81.92);
        HistogramPointData runs = histogram("gen_ai.invoke_agent.duration");
        assertThat(runs.getBoundaries()).startsWith(0.1, 0.2).endsWith(409.6);
        assertThat(histogram("gen_ai.execute_tool.duration").getCount()).isEqualTo(1);
    }

    @Test
    void aMadeUpToolNameDoesNotBecomeADimension() {
        RunSpan run = start(ContentCapture.NO_CONTENT);
        run.startTool(new ToolRequest("call-1", "made-up-" + SECRET, "{}"), null)
                .end(null, ToolSpan.DENIED);
        run.end("completed", null, "", TokenCount.UNKNOWN, 0, 0);
        assertThat(histogram("gen_ai.execute_tool.duration").getAttributes().get(stringKey("gen_ai.tool.name")))
                .isEqualTo("_OTHER");
        assertThat(TELEMETRY.getSpans().toString()).doesNotContain(SECRET);
    }

    @Test
    void theTraceContinuesInServices() {
        RunSpan run = start(ContentCapture.NO_CONTENT);
        assertThat(run.propagation().get("traceparent")).startsWith("00-" + run.traceId() + "-" + run.spanId() + "-0");
        run.end("completed", null, "", TokenCount.UNKNOWN, 0, 0);
    }

    private static RunSpan start(ContentCapture capture) {
        Instrumentation instrumentation = new Instrumentation(
                TELEMETRY.getOpenTelemetry(), capture, text -> text.replace(SECRET, "***"), KEY, System::nanoTime);
        return instrumentation.startRun(SampleRun.CLERK, Context.root(), "openai", "small-1", "hash");
    }

    private static void run(ContentCapture capture) {
        RunSpan run = start(capture);
        String input = "my key is " + SECRET;
        run.given("Help.", List.of(), input);
        ModelRequest request = new ModelRequest(
                "Help.",
                List.of(new ChatMessage.User(input)),
                List.of(),
                ModelSettings.DEFAULTS,
                null,
                true,
                Duration.ofSeconds(1),
                Map.of());
        ModelSpan model = run.startModel(new NamedModel(), request);
        ToolRequest asked = new ToolRequest("call-1", "look", "{}");
        model.end(new ModelReply(
                "",
                List.of(asked),
                "tool_call",
                new TokenCount(10, 5, 2, 1, true),
                "small-1-2026",
                "id-1",
                Duration.ofMillis(20)));
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("url", "https://shop.example/" + SECRET);
        ToolSpan tool = run.startTool(asked, "Looks");
        tool.decided(decided(Decision.ALLOWED));
        tool.decided(decided(new Decision.Warn(new Reason("odd", "saw " + SECRET, "Odd."))));
        tool.called(arguments, arguments.toString());
        tool.end("the answer holds " + SECRET, null);
        run.end("completed", null, "Done: " + SECRET, new TokenCount(10, 5, 2, 1, true), 1, 1);
    }

    private static Decided decided(Decision decision) {
        return new Decided(Point.PRE_TOOL_CALL, "test", 1, Mode.ENFORCE, decision, false, 1_000);
    }

    private static SpanData span(String name) {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable String text(SpanData span, String key) {
        return span.getAttributes().get(stringKey(key));
    }

    private static MetricData metric(String name) {
        return TELEMETRY.getMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HistogramPointData histogram(String name) {
        return metric(name).getHistogramData().getPoints().iterator().next();
    }

    private static final class NamedModel implements ChatModel {
        @Override
        public String provider() {
            return "openai";
        }

        @Override
        public String name() {
            return "small-1";
        }

        @Override
        public Endpoint endpoint() {
            return new Endpoint("api.example", 443);
        }

        @Override
        public ModelReply call(ModelRequest request, PieceListener pieces) {
            throw new IllegalStateException("nobody calls it");
        }
    }
}
