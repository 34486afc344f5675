package dev.vedette.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this machine has to shut commands in with. Whether it holds is for {@link SandboxProbe} to show. */
public sealed interface Sandbox {
    /** Looks for one. */
    static Sandbox find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return new Unavailable("sandboxes need Linux");
        }
        Optional<Path> bubblewrap = program("bwrap");
        Optional<Path> limits = program("prlimit");
        if (bubblewrap.isEmpty() || limits.isEmpty()) {
            return new Unavailable("bwrap or prlimit is missing; on Debian: apt-get install bubblewrap util-linux");
        }
        boolean filtered = SystemCalls.filterFor(System.getProperty("os.arch")).isPresent();
        return new Bubblewrap(bubblewrap.get(), limits.get(), dropper(), filtered);
    }

    private static Optional<Path> program(String name) {
        return List.of("/usr/bin", "/bin", "/usr/local/bin").stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static @Nullable Path dropper() {
        return isRoot() ? program("setpriv").orElse(null) : null;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Bubblewrap, with the programs that belong to it.
     *
     * @param setPrivileges {@code setpriv}, which a runtime of root needs to step down before anything else, because the
     *     kernel counts no processes of root; null for others, and where it is missing
     * @param filtered whether system calls are, as their numbers are known for this kind of processor
     */
    record Bubblewrap(Path program, Path prlimit, @Nullable Path setPrivileges, boolean filtered) implements Sandbox {}

    /**
     * There is none.
     *
     * @param reason for people, and what to do
     */
    record Unavailable(String reason) implements Sandbox {}
}
