package dev.vedette.cli;

import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that starts the monitor. */
final class ServeOptions {
    private static final Path USUAL = Path.of("vedette.yaml");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings; 'vedette.yaml' in this folder is used when it is there.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Where to keep data (default: ./data).")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard (default: 8080; 0: any).")
    private @Nullable Integer port;

    @Option(names = "--grpc-port", paramLabel = "PORT", description = "Port of OTLP/gRPC (default: 4317; 0: any).")
    private @Nullable Integer grpcPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Port of OTLP/HTTP (default: 4318; 0: any).")
    private @Nullable Integer httpPort;

    /** The settings that file, variables and options make together. */
    Settings settings() throws IOException {
        Settings settings = read();
        Settings placed = data == null ? settings : settings.withData(data);
        return placed.withPorts(
                port == null ? placed.dashboard().port() : port,
                grpcPort == null ? placed.otlp().grpcPort() : grpcPort,
                httpPort == null ? placed.otlp().httpPort() : httpPort);
    }

    /** Where the command prints. */
    PrintWriter out() {
        return out(command);
    }

    /** Where a command prints what it was asked for. */
    static PrintWriter out(@Nullable CommandSpec command) {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    /** Where a command prints what is said beside. */
    static PrintWriter err(@Nullable CommandSpec command) {
        return Objects.requireNonNull(command).commandLine().getErr();
    }

    private Settings read() throws IOException {
        Path file = config == null && Files.exists(USUAL) ? USUAL : config;
        return file == null
                ? SettingsReader.read("The environment", "", System.getenv())
                : SettingsReader.read(file.toString(), Files.readString(file), System.getenv());
    }
}
