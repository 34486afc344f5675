package dev.vedette.agent.sandbox;

import java.time.Duration;

/**
 * What one command may take up. Immutable.
 *
 * @param addressSpace bytes that one process may map (RLIMIT_AS); a JVM or Node.js needs several gigabytes of it
 * @param memory bytes that all processes together may hold, measured 40 times a second
 * @param cpuTime of one process, in whole seconds
 * @param wallTime of the command, after which all of it is killed
 * @param processes at once, counted for this command alone
 * @param openFiles of one process
 * @param workspace bytes of the files below {@code /work}, and of those below {@code /tmp}; both are in memory
 * @param output bytes of its standard output, and of its standard error, after which all of it is killed
 */
public record SandboxLimits(
        long addressSpace,
        long memory,
        Duration cpuTime,
        Duration wallTime,
        int processes,
        int openFiles,
        long workspace,
        int output) {
    private static final long MEGABYTE = 1_000_000;

    /** 1 GB for one process and all, 20 s of CPU and 30 s in all, 32 processes, 256 files, 50 MB of files, 1 MB of output. */
    public static final SandboxLimits DEFAULT = new SandboxLimits(
            1_000 * MEGABYTE,
            1_000 * MEGABYTE,
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            32,
            256,
            50 * MEGABYTE,
            (int) MEGABYTE);

    public SandboxLimits {
        boolean positive = addressSpace > 0
                && memory > 0
                && cpuTime.toSeconds() > 0
                && wallTime.toMillis() > 0
                && processes > 0
                && openFiles > 0
                && workspace > 0
                && output > 0;
        if (!positive) {
            throw new IllegalArgumentException("Every limit must be positive, and the CPU time at least a second.");
        }
    }

    /** The same with so much memory for each process and for all together, in bytes. */
    public SandboxLimits withMemory(long bytes) {
        return new SandboxLimits(bytes, bytes, cpuTime, wallTime, processes, openFiles, workspace, output);
    }

    /** The same with this address space for each process, in bytes. */
    public SandboxLimits withAddressSpace(long bytes) {
        return new SandboxLimits(bytes, memory, cpuTime, wallTime, processes, openFiles, workspace, output);
    }

    /** The same with this much time on a processor for each process, in whole seconds. */
    public SandboxLimits withCpuTime(Duration time) {
        return new SandboxLimits(addressSpace, memory, time, wallTime, processes, openFiles, workspace, output);
    }

    /** The same with this much time. */
    public SandboxLimits withWallTime(Duration time) {
        return new SandboxLimits(addressSpace, memory, cpuTime, time, processes, openFiles, workspace, output);
    }

    /** The same with so many processes. */
    public SandboxLimits withProcesses(int most) {
        return new SandboxLimits(addressSpace, memory, cpuTime, wallTime, most, openFiles, workspace, output);
    }

    /** The same with this much room for files, in bytes. */
    public SandboxLimits withWorkspace(long bytes) {
        return new SandboxLimits(addressSpace, memory, cpuTime, wallTime, processes, openFiles, bytes, output);
    }

    /** The same with this much output, in bytes. */
    public SandboxLimits withOutput(int bytes) {
        return new SandboxLimits(addressSpace, memory, cpuTime, wallTime, processes, openFiles, workspace, bytes);
    }
}
