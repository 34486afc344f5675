package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Epoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies that are large, or become so. */
class BodyLimitsTest {
    private static final String PROTOBUF = "application/x-protobuf";

    private final RecordingSink sink = new RecordingSink();
    private final Pulse pulse = new Pulse();
    private OtlpReceiver receiver = receiver(pulse, IngestTokens.open(), OtlpLimits.defaults());

    @Test
    void compressedBodiesAreInflated() throws IOException {
        byte[] body = Requests.traces(3).toByteArray();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(deflated)) {
            deflate.write(body);
        }

        assertThat(post("/v1/traces", PROTOBUF, "gzip", Requests.gzip(body)).status())
                .isEqualTo(200);
        assertThat(post("/v1/traces", PROTOBUF, "deflate", deflated.toByteArray())
                        .status())
                .isEqualTo(200);
        assertThat(sink.records()).isEqualTo(6);
        assertThat(post("/v1/traces", PROTOBUF, "gzip", body).status()).isEqualTo(400);
        assertThat(post("/v1/traces", PROTOBUF, "gzip", Requests.gzip(Requests.gzip(body)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBombIsRefusedWithoutBeingInflated() throws IOException {
        OtlpResponse response = post("/v1/traces", PROTOBUF, "gzip", bomb());

        assertThat(response.status()).isEqualTo(413);
        assertThat(text(response)).contains("200 times larger");
        assertThat(receiver.open(request("/v1/traces", PROTOBUF, null, null)).refusal())
                .isNull();
    }

    @Test
    void tenGigabytesInTenMegabytesAreNotInflatedEither() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        byte[] member = bomb();
        for (int copy = 0; copy < 1_000; copy++) {
            members.write(member);
        }

        assertThat(text(post("/v1/traces", PROTOBUF, "gzip", members.toByteArray())))
                .contains("the inflated body reaches 67108864 bytes");
    }

    @Test
    void whatCompressesOnlyWellPassesAndWhatIsTooLargeDoesNot() {
        OtlpLimits small =
                new OtlpLimits(10_000, 200_000, 200, 64, 4_000_000, 50_000, 1_000, 256, 1 << 20, 9, 9, 1 << 26);
        receiver = receiver(new Pulse(), IngestTokens.open(), small);
        byte[] fits =
                Requests.traces(Requests.span(0).setName("x".repeat(150_000))).toByteArray();
        byte[] large =
                Requests.traces(Requests.span(0).setName("x".repeat(250_000))).toByteArray();

        assertThat(post("/v1/traces", PROTOBUF, "gzip", Requests.gzip(fits)).status())
                .isEqualTo(200);
        assertThat(text(post("/v1/traces", PROTOBUF, "gzip", Requests.gzip(large))))
                .contains("inflated body");
        assertThat(post("/v1/traces", PROTOBUF, null, large).status()).isEqualTo(413);
        assertThat(post("/v1/traces", PROTOBUF, "gzip", new byte[10_001]).status())
                .isEqualTo(413);
        OtlpIntake told =
                receiver.open(new OtlpRequest("POST", "/v1/traces", null, PROTOBUF, null, null, null, 200_001));
        assertThat(told.refusal()).isNotNull();
    }

    @Test
    void largeBodiesTogetherAreToldToTryAgainAndOneAloneIsNot() {
        OtlpLimits limits = OtlpLimits.defaults();
        OtlpLimits tight =
                new OtlpLimits(1 << 20, 1 << 22, 200, 64, 1_000_000, 50_000, 1_000, 256, 1 << 20, 9, 9, 1 << 20);
        assertThat(limits.heapBytes()).isPositive();
        receiver = receiver(new Pulse(), IngestTokens.open(), tight);
        byte[] body =
                Requests.traces(Requests.span(0).setName("x".repeat(600_000))).toByteArray();
        try (OtlpIntake first = receiver.open(request("/v1/traces", PROTOBUF, null, null))) {
            assertThat(first.accept(ByteBuffer.wrap(body, 0, 500_000))).isTrue();
            OtlpResponse second = post("/v1/traces", PROTOBUF, null, body);
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.headers()).containsEntry("Retry-After", "1");
        }
        assertThat(post("/v1/traces", PROTOBUF, null, body).status()).isEqualTo(200);
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

    private OtlpResponse post(String path, String contentType, @Nullable String encoding, byte[] body) {
        return answer(new OtlpRequest("POST", path, null, contentType, encoding, null, null, -1), body);
    }

    private OtlpResponse answer(OtlpRequest request, byte[] body) {
        return receiver.receive(request, body).join();
    }

    private static OtlpRequest request(
            String path, String contentType, @Nullable String encoding, @Nullable String authorization) {
        return new OtlpRequest("POST", path, null, contentType, encoding, null, authorization, -1);
    }

    private OtlpReceiver receiver(Pulse itsPulse, IngestTokens tokens, OtlpLimits limits) {
        OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), limits);
        return new OtlpReceiver(decoder, sink, itsPulse, tokens, limits, () -> Epoch.instant(Requests.NOW));
    }

    private static String text(OtlpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
