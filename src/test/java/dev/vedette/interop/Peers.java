package dev.vedette.interop;

import dev.vedette.app.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Jaeger and a real OpenTelemetry Collector, each a process of its own on ports that are free. */
final class Peers implements AutoCloseable {
    private static final String JAEGER = """
            service:
              extensions: [jaeger_storage, jaeger_query]
              pipelines:
                traces: {receivers: [otlp], exporters: [jaeger_storage_exporter]}
              telemetry: {metrics: {level: none}, logs: {level: warn}}
            extensions:
              jaeger_storage: {backends: {memory: {memory: {max_traces: 10000}}}}
              jaeger_query:
                storage: {traces: memory}
                http: {endpoint: "127.0.0.1:%d"}
                grpc: {endpoint: "127.0.0.1:%d"}
            receivers:
              otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
            exporters:
              jaeger_storage_exporter: {trace_storage: memory}
            """;
    private static final String COLLECTOR = """
            receivers:
              otlp: {protocols: {grpc: {endpoint: "127.0.0.1:%d"}}}
            exporters:
              file: {path: "%s"}
            service:
              pipelines:
                traces: {receivers: [otlp], exporters: [file]}
                logs: {receivers: [otlp], exporters: [file]}
                metrics: {receivers: [otlp], exporters: [file]}
              telemetry: {metrics: {level: none}}
            """;

    private final Path programs;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int jaegerQuery = freePort();
    private final int jaegerOtlp = freePort();
    private final int collectorGrpc = freePort();

    /**
     * Starts both.
     *
     * @param programs the folder that holds {@code jaeger} and {@code otelcol}
     * @param folder for settings, logs and what the Collector receives
     */
    Peers(Path programs, Path folder) throws IOException {
        this.programs = programs;
        this.folder = folder;
        start("jaeger", JAEGER.formatted(jaegerQuery, freePort(), jaegerOtlp));
        start("otelcol", COLLECTOR.formatted(collectorGrpc, folder.resolve("collected.json")));
        List.of(jaegerQuery, jaegerOtlp, collectorGrpc)
                .forEach(port -> Eventually.holds("port " + port, () -> listens(port)));
    }

    /** Where Jaeger answers queries and shows its pages. */
    String jaeger() {
        return "http://127.0.0.1:" + jaegerQuery;
    }

    /** The configuration of the forwarders to both. */
    String forwards() {
        return """
                  - name: jaeger
                    protocol: http
                    endpoint: http://127.0.0.1:%d/v1/traces
                    link: %s/trace/{traceId}
                  - name: collector
                    protocol: grpc
                    endpoint: http://127.0.0.1:%d
                """.formatted(jaegerOtlp, jaeger(), collectorGrpc);
    }

    /** Everything that the Collector has written to its file. */
    String collected() {
        try {
            return Files.readString(folder.resolve("collected.json"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void start(String program, String settings) throws IOException {
        Path file = Files.writeString(folder.resolve(program + ".yaml"), settings);
        processes.add(new ProcessBuilder(
                        programs.resolve(program).toString(),
                        "--config",
                        file.toUri().getPath())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stopped) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
