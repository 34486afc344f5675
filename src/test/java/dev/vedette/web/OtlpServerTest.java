package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.RetryInfo;
import dev.vedette.health.Pulse;
import dev.vedette.ingest.IngestTokens;
import dev.vedette.ingest.RecordingSink;
import dev.vedette.ingest.Requests;
import dev.vedette.telemetry.BatchSink;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OtlpServerTest {
    private static final String PROTOBUF = "application/x-protobuf";

    private final RecordingSink sink = new RecordingSink();
    private final HttpClient http = HttpClient.newHttpClient();
    private final OtlpServer server = TestReceiver.server(sink, new Pulse(), IngestTokens.open(), 0, 0);
    private ManagedChannel channel =
            NettyChannelBuilder.forAddress("127.0.0.1", 1).build();

    @BeforeEach
    void start() {
        server.start();
        channel.shutdownNow();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.ports().get(0))
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void bothPortsSpeakBothProtocols() throws Exception {
        for (int port : server.ports()) {
            assertThat(post(port, "/v1/traces", Requests.traces(1).toByteArray())
                            .statusCode())
                    .isEqualTo(200);
            ManagedChannel other = NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .build();
            try {
                TraceServiceGrpc.newBlockingStub(other).export(Requests.traces(1));
            } finally {
                other.shutdownNow();
            }
        }
        assertThat(server.ports()).hasSize(2).doesNotHaveDuplicates();
        assertThat(sink.records()).isEqualTo(4);
    }

    @Test
    void httpWorksOverHttp1AndOverHttp2AfterAnUpgrade() throws Exception {
        int port = server.ports().get(0);
        byte[] body = Requests.traces(1).toByteArray();
        HttpRequest plain = request(port, "/v1/traces", body)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        assertThat(http.send(plain, HttpResponse.BodyHandlers.discarding()).version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);

        // A request with a body is answered in HTTP/1.1; one without upgrades the connection for those after it.
        HttpRequest upgrade = HttpRequest.newBuilder(uri(port, "/")).build();
        http.send(upgrade, HttpResponse.BodyHandlers.discarding());
        HttpResponse<Void> upgraded =
                http.send(request(port, "/v1/traces", body).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(upgraded.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(upgraded.statusCode()).isEqualTo(200);
        assertThat(sink.records()).isEqualTo(2);
    }

    @Test
    void grpcStubsOfAllSignalsAreContentWithAndWithoutGzip() {
        TraceServiceGrpc.newBlockingStub(channel).export(Requests.traces(3));
        TraceServiceGrpc.newBlockingStub(channel).withCompression("gzip").export(Requests.traces(3));
        LogsServiceGrpc.newBlockingStub(channel).export(ExportLogsServiceRequest.getDefaultInstance());
        MetricsServiceGrpc.newBlockingStub(channel).export(ExportMetricsServiceRequest.getDefaultInstance());

        assertThat(sink.records()).isEqualTo(6);
    }

    @Test
    void twoHundredConcurrentCallsOnOneConnectionAllGetTheirAnswer() throws Exception {
        TraceServiceGrpc.TraceServiceFutureStub stub = TraceServiceGrpc.newFutureStub(channel);
        List<ListenableFuture<ExportTraceServiceResponse>> calls = new ArrayList<>();
        for (int call = 0; call < 200; call++) {
            calls.add(stub.export(Requests.traces(50)));
        }
        for (ListenableFuture<ExportTraceServiceResponse> call : calls) {
            assertThat(call.get(60, TimeUnit.SECONDS).hasPartialSuccess()).isFalse();
        }
        assertThat(sink.records()).isEqualTo(200 * 50);
    }

    @Test
    void aMessageOfManyMegabytesPassesFlowControl() {
        ExportTraceServiceRequest large = Requests.traces(Requests.span(0)
                .addAttributes(Requests.text("content", "x".repeat(200_000)))
                .setName("y".repeat(20_000_000)));

        assertThat(TraceServiceGrpc.newBlockingStub(channel)
                        .export(large)
                        .getPartialSuccess()
                        .getErrorMessage())
                .contains("a text is too long");
    }

    @Test
    void grpcErrorsReachTheClientWithTheirDetails() throws Exception {
        sink.answer(CompletableFuture.failedFuture(new BatchSink.Busy("full", 3)));
        assertThatThrownBy(() -> TraceServiceGrpc.newBlockingStub(channel).export(Requests.traces(1)))
                .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                    assertThat(failure.getStatus().getDescription()).contains("queue is full");
                    assertThat(retrySeconds(failure)).isEqualTo(3);
                });
    }

    @Test
    void aMethodThatDoesNotExistIsUnimplemented() {
        var method = TraceServiceGrpc.getExportMethod().toBuilder()
                .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Import")
                .build();

        assertThatThrownBy(() -> io.grpc.stub.ClientCalls.blockingUnaryCall(
                        channel, method, io.grpc.CallOptions.DEFAULT, Requests.traces(1)))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    }

    @Test
    void aRefusalBeforeTheBodyIsReadReachesTheClient() throws Exception {
        int port = server.ports().get(1);

        assertThat(post(port, "/v1/traces/v1/traces", new byte[5_000_000]).statusCode())
                .isEqualTo(404);
        assertThat(post(port, "/v1/traces", new byte[5_000_000]).statusCode()).isEqualTo(400);
        assertThat(new String(post(port, "/", new byte[10]).body(), StandardCharsets.UTF_8))
                .contains("/v1/traces");
    }

    @Test
    void aClientThatWritesAllBeforeItReadsLearnsWhyItWasRefused() throws Exception {
        byte[] body = new byte[30_000_000];
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.ports().get(1))) {
            String head = "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: " + PROTOBUF
                    + "\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);

            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aBodyInChunksWithoutItsLengthIsTaken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(server.ports().get(1), "/v1/traces"))
                .header("Content-Type", PROTOBUF)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(
                        Requests.traces(100).toByteArray(), Requests.traces(1).toByteArray())))
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        assertThat(sink.records()).isEqualTo(101);
    }

    @Test
    void sendersThatSayNothingDoNotKeepOthersWaiting() throws Exception {
        List<Socket> mute = new ArrayList<>();
        try {
            for (int sender = 0; sender < 300; sender++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.ports().get(1));
                socket.getOutputStream()
                        .write(("POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: " + PROTOBUF
                                        + "\r\nContent-Length: 1000\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                mute.add(socket);
            }
            assertThat(post(
                                    server.ports().get(1),
                                    "/v1/traces",
                                    Requests.traces(1).toByteArray())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : mute) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        OtlpServer second = TestReceiver.server(
                sink, new Pulse(), IngestTokens.open(), server.ports().get(0));

        assertThatThrownBy(second::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("localhost:" + server.ports().get(0));
    }

    @Test
    void closingWaitsForRequestsThatAreBeingStored() throws Exception {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        sink.answer(durable);
        ListenableFuture<ExportTraceServiceResponse> call =
                TraceServiceGrpc.newFutureStub(channel).export(Requests.traces(1));
        while (sink.batches().isEmpty()) {
            Thread.onSpinWait();
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        durable.complete(null);

        assertThat(call.get(10, TimeUnit.SECONDS).hasPartialSuccess()).isFalse();
        closed.get(10, TimeUnit.SECONDS);
    }

    private static long retrySeconds(StatusRuntimeException failure) {
        try {
            var status = StatusProto.fromThrowable(failure);
            return status == null
                    ? -1
                    : status.getDetails(0)
                            .unpack(RetryInfo.class)
                            .getRetryDelay()
                            .getSeconds();
        } catch (IOException notRetryInfo) {
            throw new UncheckedIOException(notRetryInfo);
        }
    }

    private HttpResponse<byte[]> post(int port, String path, byte[] body) throws IOException, InterruptedException {
        return http.send(request(port, path, body).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(int port, String path, byte[] body) {
        return HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", PROTOBUF)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
