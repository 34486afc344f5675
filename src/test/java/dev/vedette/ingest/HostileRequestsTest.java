package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.Link;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that are too much, cut off or damaged. */
class HostileRequestsTest {
    private final OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults());

    @Test
    void keysAreUniqueWithoutNulAndShort() throws RefusedException {
        Decoded decoded = decode(Requests.traces(Requests.span(0)
                .addAttributes(Requests.text("user", "a"))
                .addAttributes(Requests.text("user", "b"))
                .addAttributes(Requests.text("user\u0000", "c"))
                .addAttributes(Requests.text("k".repeat(300), "d"))
                .addAttributes(Requests.text("text", "nul\u0000"))));

        var attributes = decoded.batch().spans().get(0).attributes();
        assertThat(attributes.text("user")).isEqualTo("a");
        assertThat(attributes.keys()).containsExactly("gen_ai.operation.name", "user", "k".repeat(256), "text");
        assertThat(attributes.text("text")).isEqualTo("nul\uFFFD");
        assertThat(decoded.complaints()).contains("comes twice", "NUL", "key is too long");
    }

    @Test
    void tooMuchOfAnythingIsCutAndCounted() throws RefusedException {
        var span = Requests.span(0);
        IntStream.range(0, 1_500).forEach(number -> span.addAttributes(Requests.text("k" + number, "v")));
        IntStream.range(0, 1_001)
                .forEach(number -> span.addEvents(Event.newBuilder().setTimeUnixNano(Requests.NOW)));
        IntStream.range(0, 1_002)
                .forEach(number -> span.addLinks(Link.newBuilder().setTraceId(Requests.id(Requests.TRACE_ID))));
        Decoded decoded = decode(Requests.traces(span));

        Span kept = decoded.batch().spans().get(0);
        assertThat(kept.attributes().size()).isEqualTo(1_000);
        assertThat(kept.events()).hasSize(1_000);
        assertThat(kept.links()).hasSize(1_000);
        assertThat(decoded.complaints()).contains("too many attributes", "too many events", "too many links");
        var stored = firstSpan(decoded);
        assertThat(stored.getDroppedAttributesCount()).isEqualTo(501);
        assertThat(stored.getDroppedEventsCount()).isEqualTo(1);
        assertThat(stored.getDroppedLinksCount()).isEqualTo(2);
    }

    @Test
    void aHundredThousandSpansAreTakenInPart() throws RefusedException {
        Decoded decoded = decode(Requests.traces(100_000));

        assertThat(decoded.received()).isEqualTo(100_000);
        assertThat(decoded.rejected()).isEqualTo(50_000);
        assertThat(decoded.batch().spans()).hasSize(50_000);
        assertThat(decoded.complaints()).contains("rejected 50000", "send smaller batches");
    }

    @Test
    void truncatedProtobufIsRefusedAtEveryLengthOrIsAShorterRequest() throws RefusedException {
        byte[] body = Requests.traces(2).toByteArray();
        for (int length = 1; length < body.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(body, length);
            assertThatThrownBy(() -> decode(Signal.TRACES, OtlpEncoding.PROTOBUF, cut))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void textThatIsNotUtf8IsMendedAndNothingElseIsTouched() throws RefusedException {
        byte[] body = Requests.traces(Requests.span(0).setName("caf\u00e9 X tail"), Requests.span(1))
                .toByteArray();
        // A sender that cut a text by bytes left half a character.
        int half = new String(body, StandardCharsets.ISO_8859_1).indexOf("\u00c3\u00a9 X");
        body[half + 1] = 'x';
        Decoded decoded = decode(Signal.TRACES, OtlpEncoding.PROTOBUF, body);

        assertThat(decoded.batch().spans()).extracting(Span::name).containsExactly("caf?x X tail", "chat");
        assertThat(decoded.complaints())
                .isEqualTo("changed 1: a text is not UTF-8, the bytes that are not were replaced");
    }

    @Test
    void protobufNestedTenThousandDeepIsRefused() {
        ByteString value = AnyValue.newBuilder().setStringValue("x").build().toByteString();
        for (int depth = 0; depth < 10_000; depth++) {
            ByteString list = field(1, value);
            value = field(5, list);
        }
        ByteString attribute = field(9, field(2, value));
        ByteString request = field(1, field(2, field(2, attribute)));

        assertThatThrownBy(() -> decode(Signal.TRACES, OtlpEncoding.PROTOBUF, request.toByteArray()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void tinyElementsThatWouldFillTheHeapAreRefusedBeforeParsing() {
        byte[] empties = new byte[8_000_002];
        for (int at = 0; at < empties.length; at += 2) {
            empties[at] = 0x4a;
        }
        ByteString request = field(1, field(2, field(2, ByteString.copyFrom(empties))));

        assertThatThrownBy(() -> decode(Signal.TRACES, OtlpEncoding.PROTOBUF, request.toByteArray()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("4000000 texts and messages");
    }

    private static ByteString field(int number, ByteString value) {
        ByteString.Output out = ByteString.newOutput(value.size() + 12);
        try {
            var coded = com.google.protobuf.CodedOutputStream.newInstance(out);
            coded.writeBytes(number, value);
            coded.flush();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toByteString();
    }

    private static io.opentelemetry.proto.trace.v1.Span firstSpan(Decoded decoded) {
        try {
            return ExportTraceServiceRequest.parseFrom(decoded.batch().payload())
                    .getResourceSpans(0)
                    .getScopeSpans(0)
                    .getSpans(0);
        } catch (com.google.protobuf.InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Decoded decode(ExportTraceServiceRequest request) throws RefusedException {
        return decode(Signal.TRACES, OtlpEncoding.PROTOBUF, request.toByteArray());
    }

    private Decoded decode(Signal signal, OtlpEncoding encoding, byte[] body) throws RefusedException {
        return decoder.decode(signal, encoding, body, Requests.NOW);
    }
}
