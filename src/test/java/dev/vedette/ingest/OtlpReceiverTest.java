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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    private OtlpReceiver receiver(Pulse itsPulse, IngestTokens tokens, OtlpLimits limits) {
        OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), limits);
        return new OtlpReceiver(decoder, sink, itsPulse, tokens, limits, () -> Epoch.instant(Requests.NOW));
    }

    private static String text(OtlpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
