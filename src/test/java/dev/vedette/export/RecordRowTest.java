package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.vedette.export.RecordRow.Range;
import dev.vedette.telemetry.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests cut by bytes are the requests that a protobuf library would have cut. */
class RecordRowTest {
    @Test
    void everyCutHoldsItsRecordsWithTheirResourceAndScope() throws InvalidProtocolBufferException {
        ExportTraceServiceRequest request = request(3, 2, 4);
        RecordRow row = new RecordRow(Signal.TRACES, request.toByteArray());

        assertThat(row.size()).isEqualTo(24);
        for (int from = 0; from < 24; from++) {
            for (int to = from + 1; to <= 24; to++) {
                ExportTraceServiceRequest part = ExportTraceServiceRequest.parseFrom(row.request(new Range(from, to)));
                assertThat(lines(part)).isEqualTo(lines(request).subList(from, to));
            }
        }
        assertThat(ExportTraceServiceRequest.parseFrom(row.request(new Range(0, 24))))
                .isEqualTo(request);
    }

    @Test
    void cutsKeepWithinTheLimitAndLeaveNothingOut() {
        ExportTraceServiceRequest request = request(4, 3, 20);
        RecordRow row = new RecordRow(Signal.TRACES, request.toByteArray());
        for (BatchLimit limit :
                List.of(new BatchLimit(7, Integer.MAX_VALUE), new BatchLimit(1_000, 900), new BatchLimit(13, 1_400))) {
            int next = 0;
            for (Range range : row.within(limit)) {
                assertThat(range.from()).isEqualTo(next);
                assertThat(row.request(range).length).isLessThanOrEqualTo(limit.bytes());
                assertThat(range.size()).isBetween(1, limit.records());
                next = range.to();
            }
            assertThat(next).isEqualTo(row.size());
        }
    }

    @Test
    void aRecordThatIsTooLargeTravelsAlone() {
        RecordRow row = new RecordRow(Signal.TRACES, request(1, 1, 3).toByteArray());

        assertThat(row.within(new BatchLimit(10, 1)))
                .containsExactly(new Range(0, 1), new Range(1, 2), new Range(2, 3));
    }

    @Test
    void metricsAreCountedByTheirPoints() {
        Metric metric = Metric.newBuilder()
                .setName("tokens")
                .setSum(Sum.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))
                        .addDataPoints(NumberDataPoint.newBuilder().setAsInt(2)))
                .build();
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(
                                ScopeMetrics.newBuilder().addMetrics(metric).addMetrics(metric)))
                .build();
        RecordRow row = new RecordRow(Signal.METRICS, request.toByteArray());

        assertThat(row.size()).isEqualTo(2);
        assertThat(row.count(new Range(0, 2))).isEqualTo(4);
        assertThat(row.count(new Range(1, 2))).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoRequestAreARowOfNothingMuch() {
        Random random = new Random(11);
        byte[] valid = request(2, 2, 2).toByteArray();
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = round % 2 == 0 ? new byte[random.nextInt(200)] : valid.clone();
            if (round % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            RecordRow row = new RecordRow(Signal.METRICS, bytes);
            Range all = new Range(0, row.size());
            assertThat(row.request(all).length).isLessThanOrEqualTo(bytes.length + 16 * (row.size() + 1));
            assertThat(row.count(all)).isNotNegative();
        }
    }

    /** Span after span as one would read it: resource, scope, name. */
    private static List<String> lines(ExportTraceServiceRequest request) {
        List<String> lines = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    lines.add(resource.getResource()
                            + resource.getSchemaUrl()
                            + scope.getScope()
                            + scope.getSchemaUrl()
                            + span);
                }
            }
        }
        return lines;
    }

    private static ExportTraceServiceRequest request(int resources, int scopes, int spans) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (int r = 0; r < resources; r++) {
            ResourceSpans.Builder resource = request.addResourceSpansBuilder()
                    .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "service-" + r)))
                    .setSchemaUrl("https://schema.example/" + r);
            for (int s = 0; s < scopes; s++) {
                ScopeSpans.Builder scope = resource.addScopeSpansBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("scope-" + s));
                for (int i = 0; i < spans; i++) {
                    scope.addSpans(Span.newBuilder()
                            .setTraceId(ByteString.copyFrom(new byte[16]))
                            .setName("span " + r + "." + s + "." + i)
                            .addAttributes(attribute("text", "x".repeat(i * 3))));
                }
            }
        }
        return request.build();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
