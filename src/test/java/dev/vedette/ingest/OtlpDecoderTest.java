package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.inspection.Sighting;
import dev.vedette.inspection.SightingAttribute;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.trace.v1.Span.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpDecoderTest {
    private static final String SECRET = MarkerRedactor.SECRET;
    private static final long SECOND = 1_000_000_000L;

    private final OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults());

    @Test
    void aGoodRequestIsKeptWholeAndReadBackTheSame() throws RefusedException {
        Decoded decoded = decode(Requests.traces(3));

        assertThat(decoded.received()).isEqualTo(3);
        assertThat(decoded.rejected()).isZero();
        assertThat(decoded.complaints()).isEmpty();
        assertThat(decoded.batch().payload()).isEqualTo(Requests.traces(3).toByteArray());
        TelemetryBatch read = decoder.read(Signal.TRACES, decoded.batch().payload());
        assertThat(read.spans()).isEqualTo(decoded.batch().spans()).hasSize(3);
        Span span = read.spans().get(0);
        assertThat(span.traceId()).isEqualTo(Requests.TRACE_ID);
        assertThat(span.spanId()).isEqualTo("0000000000000001");
        assertThat(span.actor().service()).isEqualTo("shop");
        assertThat(span.scope().name()).isEqualTo("by-hand");
    }

    @Test
    void fieldsThatNobodyLookedAtDoNotPass() throws RefusedException {
        byte[] known = Requests.traces(1).toByteArray();
        // Field 2000, length-delimited, with the secret as its value.
        byte[] hidden = ("\u0002}" + (char) SECRET.length() + SECRET).getBytes(StandardCharsets.ISO_8859_1);
        hidden[0] = (byte) 0x82;
        byte[] body = new byte[known.length + hidden.length];
        System.arraycopy(known, 0, body, 0, known.length);
        System.arraycopy(hidden, 0, body, known.length, hidden.length);

        assertThat(decode(Signal.TRACES, OtlpEncoding.PROTOBUF, body).batch().payload())
                .isEqualTo(known);
    }

    @Test
    void sightingsTravelOnTheRecordWithTheirPlaces() throws RefusedException {
        ExportTraceServiceRequest.Builder request =
                Requests.traces(Requests.span(0).setName("run " + SECRET), Requests.span(1)).toBuilder();
        request.getResourceSpansBuilder(0)
                .getResourceBuilder()
                .addAttributes(Requests.text("process.command_line", "--key " + SECRET));

        List<Span> spans = decode(request.build()).batch().spans();

        assertThat(SightingAttribute.decode(spans.get(0).attributes()))
                .extracting(Sighting::place, Sighting::start, Sighting::end)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("resource process.command_line", 6, 6 + SECRET.length()),
                        org.assertj.core.groups.Tuple.tuple("span.name", 4, 4 + SECRET.length()));
        assertThat(spans.get(0).name()).isEqualTo("run [masked]");
        assertThat(SightingAttribute.decode(spans.get(1).attributes())).isEmpty();
    }

    @Test
    void aSecretThatRunsOverTwoChunksOfAStreamIsMaskedInBoth() throws RefusedException {
        String head = SECRET.substring(0, 9);
        String tail = SECRET.substring(9);
        Decoded decoded = decode(Requests.traces(
                Requests.span(0).addEvents(chunk("the key is " + head)).addEvents(chunk(tail + " indeed"))));

        assertThat(text(decoded)).doesNotContain(head).doesNotContain(tail).contains("the key is ", " indeed");
        assertThat(SightingAttribute.decode(decoded.batch().spans().get(0).attributes()))
                .extracting(Sighting::place)
                .containsOnly("event gen_ai.content.chunk text");
    }

    @Test
    void aSecretIsMaskedBeforeItIsCut() throws RefusedException {
        int limit = OtlpLimits.defaults().valueChars();
        for (int inside = 1; inside < SECRET.length(); inside++) {
            String value = "x".repeat(limit - inside) + SECRET + "y".repeat(100);
            Decoded decoded = decode(Requests.traces(Requests.span(0).addAttributes(Requests.text("k", value))));
            assertThat(text(decoded)).doesNotContain("sekret");
            assertThat(decoded.batch().spans().get(0).attributes().text("k")).hasSize(limit);
            assertThat(decoded.complaints()).contains("a text is too long");
        }
    }

    @Test
    void aRecordThatCannotBeScrubbedIsLostAndItsNeighboursAreNot() throws RefusedException {
        Decoded decoded = decode(
                Requests.traces(Requests.span(0), Requests.span(1).setName(MarkerRedactor.POISON), Requests.span(2)));

        assertThat(decoded.rejected()).isEqualTo(1);
        assertThat(decoded.complaints()).contains("rejected 1: masking of secrets failed");
        assertThat(decoded.batch().spans())
                .extracting(Span::spanId)
                .containsExactly("0000000000000001", "0000000000000003");
        assertThat(text(decoded)).doesNotContain(MarkerRedactor.POISON);
    }

    @Test
    void whatComesInUnderOurOwnPrefixIsDropped() throws RefusedException {
        Decoded decoded = decode(Requests.traces(
                Requests.span(0).addAttributes(Requests.text(SightingAttribute.KEY, "secret;forged;f;0;1;m;p"))));

        assertThat(decoded.batch().spans().get(0).attributes().keys()).containsExactly("gen_ai.operation.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00000000000000000000000000000000", "0123456789abcdef", "0123456789abcdef0123456789abcdef01"
            })
    void aSpanWithAWrongTraceIdIsRejected(String traceId) throws RefusedException {
        Decoded decoded = decode(Requests.traces(Requests.span(0).setTraceId(Requests.id(traceId)), Requests.span(1)));

        assertThat(decoded.batch().spans()).hasSize(1);
        assertThat(decoded.rejected()).isEqualTo(1);
        assertThat(decoded.complaints()).isEqualTo("rejected 1: the trace id is not 16 bytes or all zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000000000000000", "01234567", "0123456789abcdef01"})
    void aSpanWithAWrongSpanIdIsRejected(String spanId) throws RefusedException {
        Decoded decoded = decode(Requests.traces(Requests.span(0).setSpanId(Requests.id(spanId)), Requests.span(1)));

        assertThat(decoded.batch().spans()).hasSize(1);
        assertThat(decoded.complaints()).isEqualTo("rejected 1: the span id is not 8 bytes or all zero");
    }

    @Test
    void spansOf1970And2262AreKeptAtTheTimeOfReceipt() throws RefusedException {
        Decoded decoded = decode(Requests.traces(
                Requests.span(0).setStartTimeUnixNano(SECOND).setEndTimeUnixNano(2 * SECOND),
                Requests.span(1).setStartTimeUnixNano(3 * SECOND).setEndTimeUnixNano(5 * SECOND),
                Requests.span(2).setStartTimeUnixNano(Long.MAX_VALUE - 1).setEndTimeUnixNano(Long.MAX_VALUE),
                Requests.span(3).setStartTimeUnixNano(-2).setEndTimeUnixNano(-1)));

        List<Span> spans = decoded.batch().spans();
        assertThat(decoded.rejected()).isZero();
        assertThat(decoded.complaints()).contains("changed 4", "check the sender's clock");
        assertThat(spans)
                .extracting(Span::endEpochNanos)
                .containsExactly(Requests.NOW - 3 * SECOND, Requests.NOW, Requests.NOW, Requests.NOW);
        assertThat(spans).extracting(Span::durationNanos).containsExactly(SECOND, 2 * SECOND, 1L, 0L);
        assertThat(spans.get(1).attributes().number("vedette.sent_end_unix_nano"))
                .isEqualTo(5 * SECOND);
    }

    @Test
    void theTimesOfEventsMoveWithTheirSpan() throws RefusedException {
        Decoded decoded = decode(Requests.traces(Requests.span(0)
                .setStartTimeUnixNano(SECOND)
                .setEndTimeUnixNano(4 * SECOND)
                .addEvents(Event.newBuilder().setName("half").setTimeUnixNano(2 * SECOND))));

        assertThat(decoded.batch().spans().get(0).events().get(0).epochNanos()).isEqualTo(Requests.NOW - 2 * SECOND);
    }

    @Test
    void aSpanThatIsItsOwnParentOrEndsBeforeItStartsIsMended() throws RefusedException {
        Decoded decoded = decode(Requests.traces(
                Requests.span(0).setParentSpanId(Requests.id("0000000000000001")),
                Requests.span(1).setEndTimeUnixNano(Requests.NOW - 3 * SECOND),
                Requests.span(2).setParentSpanId(Requests.id("0000000000000000"))));

        assertThat(decoded.batch().spans()).extracting(Span::parentSpanId).containsOnlyNulls();
        assertThat(decoded.batch().spans().get(1).durationNanos()).isZero();
        assertThat(decoded.complaints())
                .isEqualTo("changed 1: the span is its own parent, the parent was removed; changed 1: the end is"
                        + " before the start, the start was put");
    }

    @Test
    void logsOnTheTracesPathAreRefusedWithAHint() {
        assertThatThrownBy(() -> decode(Requests.traces(
                        io.opentelemetry.proto.trace.v1.Span.newBuilder().setName("hello"))))
                .hasMessageContaining("/v1/logs");
    }

    @Test
    void aLogWithoutTimeHasTheObservedOneOrThatOfReceipt() throws RefusedException {
        ExportLogsServiceRequest request = logs(
                LogRecord.newBuilder().setObservedTimeUnixNano(Requests.NOW - 7),
                LogRecord.newBuilder(),
                LogRecord.newBuilder().setTimeUnixNano(Requests.NOW - 9));
        Decoded decoded = decode(Signal.LOGS, OtlpEncoding.PROTOBUF, request.toByteArray());

        assertThat(decoded.batch().logs())
                .extracting(LogEvent::epochNanos)
                .containsExactly(Requests.NOW - 7, Requests.NOW, Requests.NOW - 9);
        assertThat(decoder.read(Signal.LOGS, decoded.batch().payload()).logs())
                .isEqualTo(decoded.batch().logs());
    }

    @Test
    void aRequestFullOfSecretsIsMaskedWholeAndCanBeReadBack() throws RefusedException {
        String secrets = (SECRET + " ").repeat(150);
        Decoded decoded = decode(Requests.traces(IntStream.range(0, 300)
                .mapToObj(number -> Requests.span(number)
                        .addAttributes(Requests.text("k", secrets))
                        .build())
                .toList()));

        assertThat(text(decoded)).doesNotContain(SECRET);
        List<Span> spans =
                decoder.read(Signal.TRACES, decoded.batch().payload()).spans();
        assertThat(spans).isEqualTo(decoded.batch().spans());
        assertThat(SightingAttribute.decode(spans.get(0).attributes())).hasSize(100);
        assertThat(SightingAttribute.decode(spans.get(299).attributes())).isEmpty();
    }

    @Test
    void aPointIsUnderstoodAtReceiptAndWhenItIsReadBack() throws RefusedException {
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder()
                                        .setName("strands.tool.error_count")
                                        .setSum(Sum.newBuilder()
                                                .setIsMonotonic(true)
                                                .setAggregationTemporality(
                                                        AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                                                .addDataPoints(NumberDataPoint.newBuilder()
                                                        .setTimeUnixNano(Requests.NOW)
                                                        .setAsInt(2)
                                                        .addAttributes(Requests.text("tool_name", "search")))))))
                .build();
        Decoded decoded = decode(Signal.METRICS, OtlpEncoding.PROTOBUF, request.toByteArray());

        assertThat(decoded.batch().points())
                .extracting(Points::words)
                .containsExactly("aws-strands CALLS tool search failed");
        assertThat(decoder.read(Signal.METRICS, decoded.batch().payload()).points())
                .isEqualTo(decoded.batch().points());
    }

    private static Event chunk(String text) {
        return Event.newBuilder()
                .setName("gen_ai.content.chunk")
                .setTimeUnixNano(Requests.NOW)
                .addAttributes(Requests.text("text", text))
                .build();
    }

    private static ExportLogsServiceRequest logs(LogRecord.Builder... logs) {
        List<LogRecord> records = new ArrayList<>();
        for (LogRecord.Builder log : logs) {
            records.add(log.build());
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(records)))
                .build();
    }

    private static String text(Decoded decoded) {
        return new String(decoded.batch().payload(), StandardCharsets.UTF_8)
                + decoded.batch().spans()
                + decoded.batch().logs();
    }

    private Decoded decode(ExportTraceServiceRequest request) throws RefusedException {
        return decode(Signal.TRACES, OtlpEncoding.PROTOBUF, request.toByteArray());
    }

    private Decoded decode(Signal signal, OtlpEncoding encoding, byte[] body) throws RefusedException {
        return decoder.decode(signal, encoding, body, Requests.NOW);
    }
}
