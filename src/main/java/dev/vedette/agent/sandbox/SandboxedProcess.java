package dev.vedette.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a command inside. The filter of system calls is a file only as long as that takes, so that nobody tidies it away. */
final class SandboxedProcess {
    private final Sandbox.Bubblewrap tools;
    private final SandboxLimits limits;
    private final Openings openings;

    SandboxedProcess(Sandbox.Bubblewrap tools, SandboxLimits limits, Openings openings) {
        this.tools = tools;
        this.limits = limits;
        this.openings = openings;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; everything is killed then
     */
    CommandResult run(List<String> command, byte[] input) throws IOException, InterruptedException {
        @Nullable Path filter = tools.filtered() ? filter() : null;
        try {
            List<String> whole = new BubblewrapCommand(tools, filter, limits, openings).around(command);
            return new BoundedProcess(whole, Map.of(), Path.of("/"), limits).run(input);
        } finally {
            if (filter != null) {
                Files.deleteIfExists(filter);
            }
        }
    }

    private static Path filter() throws IOException {
        byte[] program = SystemCalls.filterFor(System.getProperty("os.arch"))
                .orElseThrow(() -> new IOException("no filter of system calls for this kind of processor"));
        return Files.write(Files.createTempFile("vedette-system-calls", ".bpf"), program);
    }
}
