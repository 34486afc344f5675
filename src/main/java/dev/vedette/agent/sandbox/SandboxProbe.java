package dev.vedette.agent.sandbox;

import dev.vedette.agent.sandbox.ProbeResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries to get out of the sandbox before anybody else does. Takes about a second; meant for the start, and for
 * whoever shows the runtime's health.
 */
public final class SandboxProbe {
    private static final SandboxLimits SMALL = SandboxLimits.DEFAULT
            .withMemory(100_000_000)
            .withProcesses(8)
            .withWorkspace(1_000_000)
            .withWallTime(Duration.ofSeconds(10));

    /** Attempts in the language of the shell. Exit code 0 says that the attempt was refused. */
    private static final List<Attempt> ATTEMPTS = List.of(
            new Attempt(
                    "home",
                    "home folders cannot be read",
                    "home folders can be read",
                    "[ ! -e \"$1\" ] && [ ! -e /home ]"),
            new Attempt(
                    "network",
                    "there is no network",
                    "there is a network",
                    "[ \"$(grep -c : /proc/net/dev)\" = 1 ] && grep -q lo: /proc/net/dev"),
            new Attempt(
                    "capabilities",
                    "there are no capabilities",
                    "there are capabilities",
                    "[ \"$(grep -c '^Cap.*0000000000000000' /proc/self/status)\" = 5 ]"),
            new Attempt(
                    "privileges",
                    "no program can gain privileges",
                    "programs can gain privileges",
                    "grep -q '^NoNewPrivs:.1' /proc/self/status"),
            new Attempt(
                    "files",
                    "nothing but /work and /tmp can be written to",
                    "more than /work and /tmp can be written to",
                    "! touch /probe && ! touch /usr/probe && ! touch /dev/probe && touch /work/probe"),
            new Attempt(
                    "namespaces",
                    "no further user namespaces",
                    "further user namespaces can be made",
                    "[ -x /usr/bin/unshare ] && ! unshare --user true"),
            new Attempt(
                    "processes",
                    "processes are limited",
                    "processes are not limited: do not run as root, or install setpriv (util-linux)",
                    "! (for n in 1 2 3 4 5 6 7 8 9 10; do sleep 9 & done)"),
            new Attempt(
                    "memory",
                    "memory is limited",
                    "memory is not limited",
                    "! (x=0123456789abcdef; for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do x=$x$x; done)"),
            new Attempt(
                    "disk",
                    "the room for files is limited",
                    "the room for files is not limited",
                    "! (for n in 1 2 3; do head -c 900000 /dev/zero > /work/$n || exit 1; done)"));

    private final Sandbox sandbox;
    private final Path home;

    /**
     * A probe.
     *
     * @param home a folder that must not be seen inside
     */
    public SandboxProbe(Sandbox sandbox, Path home) {
        this.sandbox = sandbox;
        this.home = home;
    }

    /** Finds the sandbox of this machine and tries it. */
    public static SandboxReport run() throws InterruptedException {
        return new SandboxProbe(Sandbox.find(), Path.of(System.getProperty("user.home"))).report();
    }

    /** Tries everything. */
    public SandboxReport report() throws InterruptedException {
        if (!(sandbox instanceof Sandbox.Bubblewrap tools)) {
            return new SandboxReport(sandbox, List.of());
        }
        ProbeResult start =
                attempt(tools, new Attempt("start", "a command runs inside", "no command runs inside", "true"));
        if (start.outcome() == Outcome.NOT_HELD) {
            return new SandboxReport(
                    new Sandbox.Unavailable("bwrap cannot make one here; the system may forbid user namespaces"),
                    List.of(start));
        }
        List<ProbeResult> results = new ArrayList<>(List.of(start, systemCalls(tools)));
        for (Attempt attempt : ATTEMPTS) {
            results.add(attempt(tools, attempt));
        }
        return new SandboxReport(sandbox, results);
    }

    private ProbeResult systemCalls(Sandbox.Bubblewrap tools) throws InterruptedException {
        if (!tools.filtered()) {
            return new ProbeResult(
                    "system-calls", Outcome.SKIPPED, "no filter of system calls is known for this kind of processor");
        }
        return attempt(
                tools,
                new Attempt(
                        "system-calls",
                        "system calls are filtered",
                        "system calls are not filtered",
                        "grep -q '^Seccomp:.2' /proc/self/status"));
    }

    private ProbeResult attempt(Sandbox.Bubblewrap tools, Attempt attempt) throws InterruptedException {
        List<String> shell = List.of("/bin/sh", "-c", attempt.script(), "sh", home.toString());
        boolean held;
        try {
            held = new SandboxedProcess(tools, SMALL, Openings.NONE)
                    .run(shell, new byte[0])
                    .succeeded();
        } catch (IOException notStarted) {
            held = false;
        }
        return new ProbeResult(
                attempt.name(), held ? Outcome.HELD : Outcome.NOT_HELD, held ? attempt.held() : attempt.notHeld());
    }

    /** One attempt, and what to say of it. */
    private record Attempt(String name, String held, String notHeld, String script) {}
}
