package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Hand-made OTLP requests. */
public final class Requests {
    /** When the requests here are received: 2026-11-24T00:00Z. */
    public static final long NOW = 1_795_478_400_000_000_000L;

    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private Requests() {}

    public static ByteString id(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    public static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    /** A span that is in order; its id is made of the number. */
    public static Span.Builder span(int number) {
        return Span.newBuilder()
                .setTraceId(id(TRACE_ID))
                .setSpanId(id(String.format("%016x", number + 1)))
                .setName("chat")
                .setStartTimeUnixNano(NOW - 2_000_000_000L)
                .setEndTimeUnixNano(NOW - 1_000_000_000L)
                .addAttributes(text("gen_ai.operation.name", "chat"));
    }

    public static ExportTraceServiceRequest traces(Span.Builder... spans) {
        return traces(Arrays.stream(spans).map(Span.Builder::build).toList());
    }

    public static ExportTraceServiceRequest traces(List<Span> spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("by-hand"))
                                .addAllSpans(spans)))
                .build();
    }

    public static ExportTraceServiceRequest traces(int count) {
        return traces(IntStream.range(0, count)
                .mapToObj(number -> span(number).build())
                .toList());
    }

    public static byte[] gzip(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
