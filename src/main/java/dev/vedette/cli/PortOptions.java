package dev.vedette.cli;

import dev.vedette.config.Settings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where to listen. */
final class PortOptions {
    private static final int LARGEST = 65_535;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard (default: 8080; 0: any).")
    private @Nullable Integer port;

    @Option(names = "--grpc-port", paramLabel = "PORT", description = "Port of OTLP/gRPC (default: 4317; 0: any).")
    private @Nullable Integer grpcPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Port of OTLP/HTTP (default: 4318; 0: any).")
    private @Nullable Integer httpPort;

    /** The settings with the ports that were asked for. */
    Settings applyTo(Settings settings) {
        return settings.withPorts(
                choose(port, settings.dashboard().port()),
                choose(grpcPort, settings.otlp().grpcPort()),
                choose(httpPort, settings.otlp().httpPort()));
    }

    private int choose(@Nullable Integer wanted, int otherwise) {
        if (wanted != null && (wanted < 0 || wanted > LARGEST)) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), wanted + " is not a port; they go from 0 to 65535");
        }
        return wanted == null ? otherwise : wanted;
    }
}
