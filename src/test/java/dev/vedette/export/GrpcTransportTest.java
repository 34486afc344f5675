package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.vedette.telemetry.Signal;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transport against a real gRPC server. */
class GrpcTransportTest {
    private static final Metadata.Key<String> KEY = Metadata.Key.of("x-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final ExportTraceServiceRequest REQUEST = ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder()
                    .addScopeSpans(
                            ScopeSpans.newBuilder().addSpans(Span.newBuilder().setName("x".repeat(10_000)))))
            .build();

    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile @Nullable StatusRuntimeException failure;
    private volatile ExportTraceServiceResponse response = ExportTraceServiceResponse.getDefaultInstance();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Traces())
                .intercept(new Keys())
                .directExecutor()
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void sendsAPayloadAsItIs(Destination.Compression compression) {
        assertThat(send(compression)).isEqualTo(new Answer.Delivered(0, ""));
        assertThat(received).containsExactly(REQUEST);
        assertThat(keys).containsExactly("not-a-" + "real-key");
    }

    @Test
    void readsPartialSuccess() {
        response = ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(300)
                        .setErrorMessage("too old"))
                .build();

        assertThat(send(Destination.Compression.NONE)).isEqualTo(new Answer.Delivered(300, "too old"));
    }

    @Test
    void triesAgainWhereTheProtocolSaysSo() {
        failure = io.grpc.Status.UNAVAILABLE.withDescription("back soon").asRuntimeException();
        assertThat(send(Destination.Compression.NONE)).isEqualTo(new Answer.Retry(null, "gRPC status 14: back soon"));

        failure = io.grpc.Status.INVALID_ARGUMENT.withDescription("100% wrong").asRuntimeException();
        assertThat(send(Destination.Compression.NONE)).isEqualTo(new Answer.Refused("gRPC status 3: 100% wrong", true));
    }

    @Test
    void aFullBackendIsTriedAgainOnlyWhenItNamesATime() {
        failure = io.grpc.Status.RESOURCE_EXHAUSTED.withDescription("quota").asRuntimeException();
        assertThat(send(Destination.Compression.NONE)).isInstanceOf(Answer.Refused.class);

        failure = StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(8)
                .setMessage("full")
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setSeconds(7).setNanos(500_000_000))
                        .build()))
                .build());
        assertThat(send(Destination.Compression.NONE))
                .isEqualTo(new Answer.Retry(java.time.Duration.ofMillis(7_500), "gRPC status 8: full"));
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        Destination destination = destination(Destination.Compression.NONE);
        server.shutdownNow();

        try (Transport transport = Transport.to(destination)) {
            assertThat(transport.send(Signal.TRACES, REQUEST.toByteArray())).isInstanceOf(Answer.Retry.class);
        }
    }

    private Answer send(Destination.Compression compression) {
        try (Transport transport = Transport.to(destination(compression))) {
            return transport.send(Signal.TRACES, REQUEST.toByteArray());
        }
    }

    private Destination destination(Destination.Compression compression) {
        return new Destination(
                "jaeger",
                Destination.Protocol.GRPC,
                URI.create("http://127.0.0.1:" + server.getPort()),
                Map.of("X-Key", "not-a-" + "real-key"),
                compression,
                EnumSet.allOf(Signal.class),
                java.time.Duration.ofSeconds(5));
    }

    private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
            StatusRuntimeException fails = failure;
            if (fails != null) {
                observer.onError(fails);
                return;
            }
            received.add(request);
            observer.onNext(response);
            observer.onCompleted();
        }
    }

    private final class Keys implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            keys.add(String.valueOf(headers.get(KEY)));
            return next.startCall(call, headers);
        }
    }
}
