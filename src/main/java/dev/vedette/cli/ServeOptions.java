package dev.vedette.cli;

import dev.vedette.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the command that serves, which is also the one that no name stands for. */
final class ServeOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Where to keep data (default: ./data).")
    private @Nullable Path data;

    /** The settings that file, variables and options make together. */
    Settings settings() throws IOException {
        Settings settings = ports.applyTo(config.settings());
        return data == null ? settings : settings.withData(data);
    }

    /** Where the command prints. */
    PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }
}
