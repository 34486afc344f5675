package dev.vedette.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and everything that it has started. */
final class ProcessTree {
    private static final String RESIDENT = "VmRSS:";

    private final Process root;

    ProcessTree(Process root) {
        this.root = root;
    }

    /** Kills all of it. In a sandbox the kernel does so too, as its first process is the last one's keeper. */
    void kill() {
        List<ProcessHandle> all = root.descendants().toList();
        // By its handle: the process itself would close its streams, and with them what it said and nobody has read
        // yet.
        root.toHandle().destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** The bytes that are in memory; pages that two processes share count twice. 0 where the system does not say. */
    long memory() {
        return Stream.concat(Stream.of(root.toHandle()), root.descendants())
                .mapToLong(process -> resident(process.pid()))
                .sum();
    }

    private static long resident(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(RESIDENT)) {
                    String kilobytes = line.substring(RESIDENT.length()).strip();
                    return 1_024 * Long.parseLong(kilobytes.substring(0, kilobytes.indexOf(' ')));
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }
}
