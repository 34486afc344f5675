package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.vedette.health.Ledger;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.BatchSink;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.StoreException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReceiverTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String GRPC_TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private final RecordingSink sink = new RecordingSink();
    private final Pulse pulse = new Pulse();
    private OtlpReceiver receiver = receiver(pulse, IngestTokens.open(), OtlpLimits.defaults());

    @Test
    void fullSuccessIsAnEmptyMessageInTheRequestsOwnEncoding() {
        OtlpResponse protobuf =
                post("/v1/traces", PROTOBUF, null, Requests.traces(2).toByteArray());
        OtlpResponse json = post("/v1/traces/", JSON, null, "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(protobuf.status()).isEqualTo(200);
        assertThat(protobuf.contentType()).isEqualTo(PROTOBUF);
        assertThat(protobuf.body()).isEmpty();
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(text(json)).isEqualTo("{}");
        assertThat(sink.records()).isEqualTo(2);
        assertThat(pulse.spans().balance()).isEqualTo(new Ledger.Balance(2, 0, 0, 0, 0));
    }

    @Test
    void partialSuccessTellsHowManyAndWhy() throws InvalidProtocolBufferException {
        byte[] body = Requests.traces(Requests.span(0), Requests.span(1).clearSpanId())
                .toByteArray();
        OtlpResponse response = post("/v1/traces", PROTOBUF, null, body);

        assertThat(response.status()).isEqualTo(200);
        var partial = ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).contains("span id");
        assertThat(pulse.spans().balance()).isEqualTo(new Ledger.Balance(2, 0, 0, 1, 0));
    }

    @Test
    void partialSuccessInJsonNamesTheFieldOfItsSignal() {
        String span = "{\"traceId\":\"" + Requests.TRACE_ID + "\",\"spanId\":\"aa\"}";
        String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}";

        assertThat(text(post("/v1/traces", JSON, null, json.getBytes(StandardCharsets.UTF_8))))
                .startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"");
        assertThat(sink.batches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, an exporter that posts to /",
        "/v1/traces/v1/traces, OTEL_EXPORTER_OTLP_ENDPOINT",
        "/otlp/v1/logs, OTEL_EXPORTER_OTLP_ENDPOINT",
        "/v1development/profiles, only",
    })
    void aWrongPathIsAnsweredWithAHint(String path, String hint) {
        OtlpResponse response = post(path, JSON, null, new byte[0]);

        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).contains(hint).contains("\"code\":12");
    }

    @Test
    void aWrongMethodContentTypeOrEncodingIsRefusedAsHttpWantsIt() {
        OtlpResponse method =
                answer(new OtlpRequest("GET", "/v1/traces", null, null, null, null, null, -1), new byte[0]);
        OtlpResponse type = post("/v1/traces", "text/plain", null, new byte[0]);
        OtlpResponse encoding = post("/v1/traces", PROTOBUF, "zstd", new byte[0]);

        assertThat(method.status()).isEqualTo(405);
        assertThat(method.headers()).containsEntry("Allow", "POST");
        assertThat(type.status()).isEqualTo(415);
        assertThat(encoding.status()).isEqualTo(415);
        assertThat(encoding.headers()).containsEntry("Accept-Encoding", "gzip, deflate, identity");
    }

    @Test
    void protobufUnderAJsonContentTypeAndTheOtherWayRoundIsAClearError() {
        OtlpResponse json = post("/v1/traces", JSON, null, Requests.traces(1).toByteArray());
        OtlpResponse protobuf =
                post("/v1/traces", PROTOBUF, null, "{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8));

        assertThat(json.status()).isEqualTo(400);
        assertThat(text(json)).contains("JSON");
        assertThat(protobuf.status()).isEqualTo(400);
        assertThat(text(protobuf)).contains("protobuf");
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"token=abc", "x=1&access_token=abc", "API_KEY=abc"})
    void aTokenInTheUrlIsRefused(String query) {
        OtlpRequest request = new OtlpRequest("POST", "/v1/traces", query, JSON, null, null, null, -1);

        OtlpResponse response = answer(request, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).contains("Authorization").doesNotContain("abc");
    }

    @Test
    void onlyHoldersOfATokenMaySend() {
        String token = "vdt_" + "unit-test-token";
        receiver = receiver(new Pulse(), IngestTokens.of(List.of("other", token)), OtlpLimits.defaults());
        byte[] body = Requests.traces(1).toByteArray();

        assertThat(answer(request("/v1/traces", PROTOBUF, null, "Bearer " + token), body)
                        .status())
                .isEqualTo(200);
        assertThat(answer(request("/v1/traces", PROTOBUF, null, "bearer " + token), body)
                        .status())
                .isEqualTo(200);
        OtlpResponse wrong = answer(request("/v1/traces", PROTOBUF, null, "Bearer wrong"), body);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(answer(request("/v1/traces", PROTOBUF, null, token), body).status())
                .isEqualTo(401);
        assertThat(post("/v1/traces", PROTOBUF, null, body).status()).isEqualTo(401);
        assertThat(answer(grpc(GRPC_TRACES, null), frame(0, body)).trailers()).containsEntry("grpc-status", "16");
    }

    @Test
    void aFullQueueAndADeadStoreAreWorthARetryInBothProtocols() throws InvalidProtocolBufferException {
        byte[] body = Requests.traces(2).toByteArray();
        sink.answer(CompletableFuture.failedFuture(new BatchSink.Busy("full", 7)));
        OtlpResponse http = post("/v1/traces", PROTOBUF, null, body);
        OtlpResponse grpc = answer(grpc(GRPC_TRACES, null), frame(0, body));
        sink.answer(CompletableFuture.failedFuture(new StoreException("down", new IOException("disk"))));
        OtlpResponse dead = post("/v1/traces", JSON, null, json());

        assertThat(http.status()).isEqualTo(503);
        assertThat(http.headers()).containsEntry("Retry-After", "7");
        Status status = Status.parseFrom(http.body());
        assertThat(status.getCode()).isEqualTo(14);
        assertThat(RetryInfo.parseFrom(status.getDetails(0).getValue())
                        .getRetryDelay()
                        .getSeconds())
                .isEqualTo(7);
        assertThat(grpc.status()).isEqualTo(200);
        assertThat(grpc.trailers()).containsEntry("grpc-status", "14");
        assertThat(Base64.getDecoder().decode(grpc.trailers().get("grpc-status-details-bin")))
                .isEqualTo(http.body());
        assertThat(dead.status()).isEqualTo(503);
        assertThat(text(dead)).contains("\"retryDelay\":\"5s\"").doesNotContain("disk");
        assertThat(pulse.spans().balance()).isEqualTo(new Ledger.Balance(5, 0, 0, 0, 5));
    }

    @Test
    void theSenderIsToldOkOnlyWhenTheRecordsAreDurable() {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        sink.answer(durable);
        CompletableFuture<OtlpResponse> answer = receiver.receive(
                request("/v1/traces", PROTOBUF, null, null), Requests.traces(1).toByteArray());

        assertThat(answer).isNotDone();
        durable.complete(null);
        assertThat(answer.join().status()).isEqualTo(200);
    }

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

    private static byte[] json() {
        String span = "{\"traceId\":\"" + Requests.TRACE_ID + "\",\"spanId\":\"00000000000000aa\"}";
        return ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}").getBytes(StandardCharsets.UTF_8);
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

    private static String text(OtlpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
