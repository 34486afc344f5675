package dev.vedette.agent.sandbox;

import dev.vedette.agent.sandbox.CommandResult.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one process within its time, its memory and its output, and leaves nothing of it behind. */
final class BoundedProcess {
    private static final long WATCH_MILLIS = 25;
    private static final long LAST_WORDS_MILLIS = 2_000;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final SandboxLimits limits;

    BoundedProcess(List<String> command, Map<String, String> environment, Path folder, SandboxLimits limits) {
        this.command = command;
        this.environment = environment;
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; everything is killed then
     */
    CommandResult run(byte[] input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process);
        try {
            feed(process.getOutputStream(), input);
            BoundedOutput output = new BoundedOutput(process.getInputStream(), limits.output(), "vedette-tool-output");
            BoundedOutput errors = new BoundedOutput(process.getErrorStream(), limits.output(), "vedette-tool-errors");
            Ending ending = watch(process, tree, output, errors);
            tree.kill();
            process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
            int exitCode = process.isAlive() ? -1 : process.exitValue();
            return new CommandResult(ending, exitCode, output.text(LAST_WORDS_MILLIS), errors.text(LAST_WORDS_MILLIS));
        } finally {
            tree.kill();
        }
    }

    private Ending watch(Process process, ProcessTree tree, BoundedOutput output, BoundedOutput errors)
            throws InterruptedException {
        long end = System.nanoTime() + limits.wallTime().toNanos();
        boolean running = !process.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS);
        while (running) {
            if (output.exceeded() || errors.exceeded()) {
                return Ending.TOO_MUCH_OUTPUT;
            }
            if (tree.memory() > limits.memory()) {
                return Ending.OUT_OF_MEMORY;
            }
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return Ending.OUT_OF_TIME;
            }
            running = !process.waitFor(Math.min(WATCH_MILLIS, left), TimeUnit.MILLISECONDS);
        }
        return output.exceeded() || errors.exceeded() ? Ending.TOO_MUCH_OUTPUT : Ending.EXITED;
    }

    private static void feed(OutputStream stream, byte[] input) {
        Thread thread = new Thread(
                () -> {
                    try (stream) {
                        stream.write(input);
                    } catch (IOException unread) {
                        // A command need not read what it is given.
                    }
                },
                "vedette-tool-input");
        thread.setDaemon(true);
        thread.start();
    }
}
