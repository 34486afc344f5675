package dev.vedette.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs clients as the setup page says, with the page's own texts. */
final class ClientRun {
    private static final long PATIENCE_SECONDS = 180;
    private static final Path CLIENTS = Path.of("src/interop/clients");

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
        Path folder = Files.createDirectories(
                cache.resolve(client.isPython() ? "python/work" : "node/work").resolve(client.guide()));
        String program = Files.readString(CLIENTS.resolve(client.program()));
        StringBuilder shell = new StringBuilder("set -eu\n");
        for (JsonNode step : guide.path("steps")) {
            String text = step.path("text").asText();
            switch (step.path("kind").asText()) {
                case "environment", "run" -> shell.append(text).append('\n');
                case "call" -> assertThat(program).contains(text);
                case "code" -> {
                    if (client.isPython()) {
                        program = text + "\n\n" + program;
                    } else {
                        Files.writeString(folder.resolve(step.path("file").asText()), text);
                    }
                }
                default -> {}
            }
        }
        Files.writeString(folder.resolve(client.isPython() ? "agent.py" : "agent.mjs"), program);
        shell("PATH=" + programs(client) + ":$PATH\n" + shell, folder);
    }

    /** Most clients in Python share one environment; one that needs other versions has its own. */
    private Path programs(Client client) {
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
