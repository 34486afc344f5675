package dev.vedette.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product as people start it: {@code serve} in a process of its own, with options that let it start quickly. */
final class ServerProcess implements AutoCloseable {
    private final long started = System.nanoTime();
    private final Process process;
    private final BufferedReader said;
    private String dashboard = "";
    private String endpoint = "";

    private ServerProcess(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the process.
     *
     * @param errors where its standard error is added to
     * @param ports options that choose the three ports
     */
    static ServerProcess start(Path data, Path errors, String... ports) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.vedette.cli.Main",
                "serve",
                "--data",
                data.toString()));
        command.addAll(List.of(ports));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start());
    }

    /** The same on any free ports. */
    static ServerProcess startAnywhere(Path data, Path errors) throws IOException {
        return start(data, errors, "--port", "0", "--grpc-port", "0", "--http-port", "0");
    }

    /** Waits until agents can send and people can look, and answers how many milliseconds that took. */
    long awaitReady() throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("Dashboard")) {
                dashboard = line.substring(line.indexOf("http")).strip();
            } else if (line.contains("OTEL_EXPORTER_OTLP_ENDPOINT=")) {
                endpoint = line.substring(line.indexOf('=') + 1).strip();
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            }
        }
        throw new IOException("The server ended before it was ready.");
    }

    String dashboard() {
        return dashboard;
    }

    /** Where OTLP/HTTP is taken. */
    String endpoint() {
        return endpoint;
    }

    /** Waits for the end and answers the exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The server does not end.");
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
    }

    /** SIGKILL, and waits until it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        said.close();
    }
}
