package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.gitleaks.GitleaksRules;
import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.inspection.ContentRedactor;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.telemetry.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What share the trace state says was kept; whatever it says, reading it does not fail. */
class SampledShareTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ot=th:0 | 1",
                "ot=th:8 | 0.5",
                "ot=th:c | 0.25",
                "ot=th:C | 0.25",
                "ot=th:c;rv:6e6d1a75832a2f | 0.25",
                "ot=rv:6e6d1a75832a2f;th:fd70a3d70a3d71 | 0.009999999999999995",
                "ot=th:ffffffffffffff | 1.3877787807814457E-17",
                "dd=s:1;t.dm:-4 , ot=th:c | 0.25",
                "ot=p:2;r:62 | 0.25",
                "ot=p:0 | 1",
                "ot=p:2;th:8 | 0.5",
                "ot=th:x;p:2 | 0.25",
                "ot=p:63 |",
                "ot=p:99999999999999999999 |",
                "ot=p:-1 |",
                "ot=p: |",
                "ot=th: |",
                "ot=th:g |",
                "ot=th:000000000000000 |",
                "ot=rv:6e6d1a75832a2f |",
                "ot= |",
                "ot |",
                "acme@ot=th:c |",
                "es=s:0.1 |",
                "pilot=th:c |",
                ",;=: |"
            })
    void readsThresholdsAndPowers(String traceState, @Nullable Double share) {
        assertThat(SampledShare.of(traceState)).isEqualTo(share);
    }

    @Test
    void looksAtNoMoreMembersThanW3cAllows() {
        assertThat(SampledShare.of("a=b,".repeat(31) + "ot=th:c")).isEqualTo(0.25);
        assertThat(SampledShare.of("a=b,".repeat(32) + "ot=th:c")).isNull();
        assertThat(SampledShare.of("ot=" + "a:b;".repeat(32) + "th:c")).isNull();
    }

    @Test
    void theTraceStateIsKeptAsItCame() throws Exception {
        String traceState = "ot=th:fd70a3d70a3d71;rv:6e6d1a75832a2f,dd=s:1;t.tid:6ac1bd0e4c1f4f00";
        OtlpDecoder decoder = new OtlpDecoder(
                ContentRedactor.create(GitleaksRules.builtIn(), FingerprintKey.of(new byte[32])),
                OtlpLimits.defaults());

        Decoded decoded = decoder.decode(
                Signal.TRACES,
                OtlpEncoding.PROTOBUF,
                Requests.traces(Requests.span(0).setTraceState(traceState).setFlags(0x301))
                        .toByteArray(),
                Requests.NOW);

        var kept = ExportTraceServiceRequest.parseFrom(decoded.batch().payload());
        var span = kept.getResourceSpans(0).getScopeSpans(0).getSpans(0);
        assertThat(span.getTraceState()).isEqualTo(traceState);
        assertThat(span.getFlags()).isEqualTo(0x301);
        assertThat(decoded.batch().spans().get(0).sampledShare()).isEqualTo(0.009999999999999995);
    }
}
