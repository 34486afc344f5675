package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Epoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrpcDoorTest {
    private static final String GRPC_TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private final RecordingSink sink = new RecordingSink();
    private final Pulse pulse = new Pulse();
    private OtlpReceiver receiver = receiver(pulse, IngestTokens.open(), OtlpLimits.defaults());

    @Test
    void grpcMessagesAreFramedAndMayBeCompressed() {
        byte[] body = Requests.traces(2).toByteArray();
        OtlpResponse plain = answer(grpc(GRPC_TRACES, "gzip"), frame(0, body));
        OtlpResponse gzip = answer(grpc(GRPC_TRACES, "gzip"), frame(1, Requests.gzip(body)));

        assertThat(plain.trailers()).containsEntry("grpc-status", "0");
        assertThat(plain.body()).isEqualTo(new byte[5]);
        assertThat(gzip.trailers()).containsEntry("grpc-status", "0");
        assertThat(sink.records()).isEqualTo(4);
    }

    @Test
    void grpcErrorsHaveTheirOwnCodes() throws IOException {
        byte[] body = Requests.traces(2).toByteArray();

        assertThat(grpcStatus(
                        grpc("/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export", null),
                        body))
                .isEqualTo("12");
        assertThat(grpcStatus(grpc(GRPC_TRACES, "snappy"), frame(1, body))).isEqualTo("12");
        assertThat(grpcStatus(grpc(GRPC_TRACES, null), new byte[3])).isEqualTo("3");
        assertThat(grpcStatus(grpc(GRPC_TRACES, null), frame(0, java.util.Arrays.copyOf(body, 50))))
                .isEqualTo("3");
        assertThat(grpcStatus(grpc(GRPC_TRACES, "gzip"), frame(1, bomb()))).isEqualTo("8");
        OtlpResponse refused = answer(grpc(GRPC_TRACES, null), new byte[3]);
        assertThat(refused.trailers()).containsEntry("grpc-message", "the gRPC message is cut off");
    }

    private String grpcStatus(OtlpRequest request, byte[] body) {
        return String.valueOf(answer(request, body).trailers().get("grpc-status"));
    }

    private OtlpResponse answer(OtlpRequest request, byte[] body) {
        return receiver.receive(request, body).join();
    }

    private static OtlpRequest grpc(String path, @Nullable String encoding) {
        return new OtlpRequest("POST", path, null, "application/grpc", null, encoding, null, -1);
    }

    private static byte[] frame(int compressed, byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) compressed)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /** 10 kB that inflate to 10 MB, which is as far as gzip goes. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(member) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(new byte[10_000_000]);
        }
        assertThat(member.size()).isLessThan(11_000);
        return member.toByteArray();
    }

    private OtlpReceiver receiver(Pulse itsPulse, IngestTokens tokens, OtlpLimits limits) {
        OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), limits);
        return new OtlpReceiver(decoder, sink, itsPulse, tokens, limits, () -> Epoch.instant(Requests.NOW));
    }
}
