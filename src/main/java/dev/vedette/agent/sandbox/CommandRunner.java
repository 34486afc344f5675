package dev.vedette.agent.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands for tools: in the sandbox, or not at all. Where there is none that holds, an owner can allow commands to
 * run with no protection but limits of time, memory and output; each such run is then announced. Thread-safe.
 */
public final class CommandRunner {
    private final SandboxReport report;
    private final @Nullable Consumer<String> warnings;

    private CommandRunner(SandboxReport report, @Nullable Consumer<String> warnings) {
        this.report = report;
        this.warnings = warnings;
    }

    /** One that runs nothing outside a sandbox that holds. */
    public static CommandRunner sandboxed(SandboxReport report) {
        return new CommandRunner(report, null);
    }

    /**
     * One that runs commands even where no sandbox holds: in one that has holes if it can be started, else with all rights
     * of this process, whose files and network they then have.
     *
     * @param warnings told now, and at every such run, in a sentence for people
     */
    public static CommandRunner allowUnsandboxed(SandboxReport report, Consumer<String> warnings) {
        CommandRunner runner = new CommandRunner(report, warnings);
        if (!report.holds()) {
            warnings.accept("Tools run WITHOUT a sandbox that holds, because that was allowed. " + report.summary());
        }
        return runner;
    }

    /** Whether commands can be run at all. Where not, tools that need them are off. */
    public boolean isAvailable() {
        return report.holds() || warnings != null;
    }

    /** What the sandbox has been seen to hold. */
    public SandboxReport report() {
        return report;
    }

    /**
     * Runs one to its end.
     *
     * @throws SandboxMissingException if there is no sandbox that holds, and none is not allowed
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; all its processes are killed then
     */
    CommandResult run(List<String> command, byte[] input, SandboxLimits limits, Openings openings)
            throws SandboxMissingException, IOException, InterruptedException {
        if (!report.holds()) {
            if (warnings == null) {
                throw new SandboxMissingException(report.summary());
            }
            warnings.accept("A tool's command runs WITHOUT a sandbox that holds.");
        }
        if (report.sandbox() instanceof Sandbox.Bubblewrap tools) {
            List<String> inside = openings.egress() == null ? command : Bridge.around(command);
            return new SandboxedProcess(tools, limits, openings).run(inside, input);
        }
        return unsandboxed(command, input, limits);
    }

    private static CommandResult unsandboxed(List<String> command, byte[] input, SandboxLimits limits)
            throws IOException, InterruptedException {
        String folder = System.getProperty("java.io.tmpdir");
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "HOME", folder);
        return new BoundedProcess(command, environment, Path.of(folder), limits).run(input);
    }
}
