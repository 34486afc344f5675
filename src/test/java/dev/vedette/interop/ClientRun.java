package dev.vedette.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs clients as the setup page says, with the page's own texts. */
final class ClientRun {
    private static final long PATIENCE_SECONDS = 180;
    private static final Path CLIENTS = Path.of("src/interop/clients");

    /** Clients see nothing else of what whoever runs the tests has set. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR");

    private final Path cache;
    private final Map<String, String> environment;

    /**
     * Runs whose programs see these variables.
     *
     * @param cache what {@code src/interop/run} has prepared
     */
    ClientRun(Path cache, Map<String, String> environment) {
        this.cache = cache;
        this.environment = environment;
    }

    /** Runs a client to its end; fails with what it printed if it fails. */
    void run(Client client, JsonNode guide) throws IOException, InterruptedException {
        run(client, guide, "");
    }

    /**
     * Runs a client to its end.
     *
     * @param more lines of a shell that come after those of the guide
     */
    void run(Client client, JsonNode guide, String more) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(
                cache.resolve(client.folder()).resolve("work").resolve(client.guide()));
        String program = Files.readString(CLIENTS.resolve(client.program()));
        StringBuilder shell = new StringBuilder("set -eu\n");
        for (JsonNode step : guide.path("steps")) {
            String text = step.path("text").asText();
            switch (step.path("kind").asText()) {
                case "environment" -> shell.append(text).append('\n');
                case "run" -> shell.append(client.isShell() ? lines(program, text, more) : text + "\n");
                case "call" -> assertThat(program).contains(text);
                case "code" -> {
                    if (client.isPython()) {
                        program = text + "\n\n" + program;
                    } else {
                        write(folder, step.path("file").asText(), text);
                    }
                }
                default -> {}
            }
        }
        if (!client.isShell()) {
            Files.writeString(folder.resolve(client.isPython() ? "agent.py" : "agent.mjs"), program);
        }
        shell(start(client, folder) + shell, folder);
    }

    /** The program of a coding agent is how the guide starts it, with a prompt. */
    private static String lines(String program, String start, String more) {
        assertThat(program.lines()).anyMatch(line -> line.startsWith(start + " "));
        return more + "\n" + program;
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Path written = file.startsWith("~/") ? home(folder).resolve(file.substring(2)) : folder.resolve(file);
        Files.createDirectories(written.resolveSibling(""));
        Files.writeString(written, text);
    }

    private static Path home(Path folder) {
        return folder.resolve("home");
    }

    /** Coding agents have a home of their own, as they keep there what they did. */
    private String start(Client client, Path folder) throws IOException {
        String path = "PATH=" + programs(client) + ":$PATH\n";
        return client.isShell() ? path + "export HOME=" + Files.createDirectories(home(folder)) + "\n" : path;
    }

    /** Most clients in Python share one environment; one that needs other versions has its own. */
    private Path programs(Client client) {
        if (client.isShell()) {
            return cache.resolve("agents/node_modules/.bin");
        }
        Path own = cache.resolve("python/venv-" + client.guide());
        return (Files.isDirectory(own) ? own : cache.resolve("python/venv")).resolve("bin");
    }

    /** Runs lines of a shell; answers what they printed. */
    String shell(String lines, Path folder) throws IOException, InterruptedException {
        File log = folder.resolve("log").toFile();
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(log.toPath());
        assertThat(ended).as("it ends: %s", printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
