package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.health.Pulse;
import dev.vedette.ingest.IngestTokens;
import dev.vedette.ingest.RecordingSink;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Payloads of real agents go in over every way there is, and come out in full number. */
@Timeout(180)
class FixtureFilesTest {
    private static final Path FIXTURES = Path.of("..", "shared", "data", "otlp-fixtures");

    private final RecordingSink sink = new RecordingSink();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyFixtureIsTakenWholeOverEveryWay() throws Exception {
        assumeTrue(Files.isDirectory(FIXTURES), "the shared OTLP fixtures are not beside this project");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(FIXTURES, 2)) {
            files = walk.filter(file -> file.getNameCount() > FIXTURES.getNameCount() + 1)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        try (OtlpServer server = TestReceiver.server(sink, new Pulse(), IngestTokens.open(), 0)) {
            server.start();
            int port = server.ports().get(0);
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .build();
            for (Path file : files) {
                assertTaken(port, channel, file);
            }
            channel.shutdownNow();
        }
    }

    private void assertTaken(int port, ManagedChannel channel, Path file) throws Exception {
        String json = Files.readString(file);
        Signal signal = json.contains("\"resourceSpans\"")
                ? Signal.TRACES
                : json.contains("\"resourceLogs\"") ? Signal.LOGS : Signal.METRICS;
        int records = records(signal, json);
        sink.batches().clear();

        post(port, signal, "application/json", json.getBytes(StandardCharsets.UTF_8), file);
        TelemetryBatch batch = sink.batches().get(0);
        assertThat(batch.size()).as(file.toString()).isEqualTo(records);
        post(port, signal, "application/x-protobuf", batch.payload(), file);
        grpc(channel, signal, batch.payload());
        assertThat(sink.batches())
                .as(file.toString())
                .hasSize(3)
                .allSatisfy(taken -> assertThat(taken.size()).isEqualTo(records));
    }

    /** Counted without any of our own parsing. */
    private static int records(Signal signal, String json) throws IOException {
        String list = switch (signal) {
            case TRACES -> "spans";
            case LOGS -> "logRecords";
            case METRICS -> "dataPoints";
        };
        return new ObjectMapper()
                .readTree(json).findValues(list).stream()
                        .mapToInt(JsonNode::size)
                        .sum();
    }

    private void post(int port, Signal signal, String type, byte[] body, Path file)
            throws IOException, InterruptedException {
        String path = "/v1/" + signal.name().toLowerCase(java.util.Locale.ROOT);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(file + " " + response.body()).isEqualTo(200);
        assertThat(response.body()).as(file.toString()).doesNotContain("rejected ");
    }

    private static void grpc(ManagedChannel channel, Signal signal, byte[] payload) throws IOException {
        switch (signal) {
            case TRACES ->
                TraceServiceGrpc.newBlockingStub(channel).export(ExportTraceServiceRequest.parseFrom(payload));
            case LOGS -> LogsServiceGrpc.newBlockingStub(channel).export(ExportLogsServiceRequest.parseFrom(payload));
            case METRICS ->
                MetricsServiceGrpc.newBlockingStub(channel).export(ExportMetricsServiceRequest.parseFrom(payload));
        }
    }
}
