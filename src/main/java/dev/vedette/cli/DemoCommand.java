package dev.vedette.cli;

import dev.vedette.app.Monitor;
import dev.vedette.cli.demo.DemoFleet;
import dev.vedette.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A monitor on a fresh store, and a fleet to watch. */
@Command(
        name = "demo",
        description = {
            "Serves on a fresh temporary store and plays a small fleet of agents to it, with incidents among their"
                    + " work. Alerts are on the screen within a minute; no key and no network needed.",
            "The store is deleted in the end. A vedette.yaml in this folder does not count, so that made-up incidents"
                    + " wake nobody; name one with --config if they should."
        },
        footer = {"", "Example:", "  vedette demo --port 8081 --grpc-port 0 --http-port 0"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start, such as when a port is taken",
            "2:wrong usage",
            "130:stopped in order by Ctrl-C (143: by SIGTERM)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "The fleet does the same for the same seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        Settings settings = ports.applyTo(config.settingsIfNamed());
        try (Lifetime lifetime = new Lifetime()) {
            Path data = Files.createTempDirectory("vedette-demo");
            try {
                serve(settings.withEmbeddedStore(data), out, lifetime);
            } finally {
                deleteTree(data);
            }
        }
        return 0;
    }

    private void serve(Settings settings, PrintWriter out, Lifetime lifetime) throws Exception {
        InstantSource clock = InstantSource.system();
        try (Monitor monitor = Monitor.start(settings, clock, out, Version.text())) {
            Serving.greet(monitor, out);
            try (DemoFleet fleet = new DemoFleet(
                    monitor.grpcEndpoint(),
                    monitor.dashboardUrl(),
                    seed,
                    DemoFleet.USUAL_PACE,
                    clock,
                    line -> out.println("demo: " + line))) {
                fleet.start();
                lifetime.await();
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
