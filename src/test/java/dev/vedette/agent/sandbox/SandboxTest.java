package dev.vedette.agent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.agent.sandbox.CommandResult.Ending;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a command tries, it is refused or cut, and this machine is unharmed. In a real sandbox, or not at all. */
@Timeout(120)
class SandboxTest {
    private static SandboxReport report = new SandboxReport(new Sandbox.Unavailable("not looked for yet"), List.of());

    @BeforeAll
    static void find() throws InterruptedException {
        report = SandboxProbe.run();
        assumeTrue(!(report.sandbox() instanceof Sandbox.Unavailable), report.summary());
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "The attempts are written in Python 3.");
    }

    @Test
    void whatIsTriedAtTheStartIsRefused() {
        assertThat(report.probes())
                .hasSizeGreaterThan(9)
                .allSatisfy(probe ->
                        assertThat(probe.outcome()).as(probe.words()).isNotEqualTo(ProbeResult.Outcome.NOT_HELD));
        assertThat(report.holds()).isTrue();
    }

    @Test
    void aHomeFolderCannotBeRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");
        String home = System.getProperty("user.home");

        CommandResult result = python("import os\nfor path in ('" + home + "', '/home', '/etc', '" + secret
                + "'):\n    print(os.path.exists(path))");

        assertThat(result.output()).isEqualTo("False\nFalse\nFalse\nFalse\n");
    }

    @Test
    void theEnvironmentOfTheRuntimeIsNotSeen() throws Exception {
        assertThat(python("import os; print(sorted(os.environ))").output())
                .isEqualTo("['HOME', 'LANG', 'PATH', 'PWD']\n");
    }

    @Test
    void aSocketReachesNobody() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandResult result = python("import socket\nfor host, port in (('127.0.0.1', " + listener.getLocalPort()
                    + "), ('8.8.8.8', 53)):\n    try:\n        socket.create_connection((host, port), 2)\n"
                    + "        print('connected')\n    except OSError as refused:\n        print('refused')");

            assertThat(result.output()).isEqualTo("refused\nrefused\n");
        }
    }

    @Test
    void aThousandForksAreCut() throws Exception {
        CommandResult result = python("""
                import os, time
                forks = 0
                try:
                    for n in range(1000):
                        if os.fork() == 0:
                            time.sleep(60)
                            os._exit(0)
                        forks += 1
                except OSError:
                    pass
                print(forks)
                """);

        assertThat(Integer.parseInt(result.output().strip())).isBetween(1, SandboxLimits.DEFAULT.processes());
        assertNothingIsLeft();
    }

    @Test
    void theDiskCannotBeFilled() throws Exception {
        CommandResult result = python("""
                written = 0
                for place in ('/work/', '/tmp/', '/dev/shm/', '/', '/usr/', '/dev/'):
                    try:
                        for n in range(100):
                            with open(place + 'vedette-fill-' + str(n), 'wb') as file:
                                for block in range(10):
                                    written += file.write(bytes(1_000_000))
                    except OSError:
                        pass
                print(written)
                """);

        assertThat(Long.parseLong(result.output().strip())).isBetween(1L, 2 * 50_000_000L + 1_000_000);
        assertThat(List.of("/work", "/tmp", "/dev/shm", "/", "/usr", "/dev"))
                .noneMatch(place -> Files.exists(Path.of(place, "vedette-fill-0")));
    }

    @Test
    void twoGigabytesOfMemoryAreRefused() throws Exception {
        CommandResult result = python("x = bytearray(2_000_000_000)\nprint(len(x))");

        assertThat(result.succeeded()).isFalse();
        assertThat(result.errors()).contains("MemoryError");
    }

    @Test
    void manyProcessesTogetherAreHeldToTheMemoryToo() throws Exception {
        SandboxLimits limits = SandboxLimits.DEFAULT.withMemory(300_000_000);

        CommandResult result = python("""
                import os, time
                for n in range(10):
                    if os.fork() == 0:
                        x = bytearray(100_000_000)
                        x[::4096] = bytes([1]) * len(x[::4096])
                        break
                time.sleep(60)
                """, limits);

        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
        assertNothingIsLeft();
    }

    @Test
    void memoryThatNoLimitCountsIsRefused() throws Exception {
        assertThat(python("import os; os.memfd_create('x')").errors()).contains("PermissionError");
    }

    @Test
    void aCommandThatRunsPastItsTimeIsKilledWithAllThatItStarted() throws Exception {
        CommandResult result = python(
                "import os, time\nif os.fork() == 0:\n    os.setsid()\n    os.fork()\nprint('begun', flush=True)\ntime.sleep(60)",
                SandboxLimits.DEFAULT.withWallTime(Duration.ofMillis(500)));

        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_TIME);
        assertThat(result.output()).startsWith("begun");
        assertNothingIsLeft();
    }

    @Test
    void aBusyProcessorIsCut() throws Exception {
        CommandResult result = python(
                "while True:\n    pass",
                SandboxLimits.DEFAULT.withCpuTime(Duration.ofSeconds(1)).withWallTime(Duration.ofSeconds(60)));

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void endlessOutputIsCut() throws Exception {
        CommandResult result = python("while True: print('y' * 1000)", SandboxLimits.DEFAULT.withOutput(10_000));

        assertThat(result.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
        assertThat(result.output()).hasSize(10_000);
    }

    @Test
    void anInterruptedCallKillsItsProcesses() throws Exception {
        AtomicReference<Class<?>> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                Thread.currentThread().interrupt();
                python("import time; time.sleep(60)");
            } catch (Exception interrupted) {
                thrown.set(interrupted.getClass());
            }
        });
        caller.start();
        caller.join(30_000);

        assertThat(thrown.get()).isEqualTo(InterruptedException.class);
        assertNothingIsLeft();
    }

    @Test
    void twoCommandsShareNothing() throws Exception {
        python("open('/work/note', 'w').write('x')");

        assertThat(python("import os; print(os.listdir('/work'), os.listdir('/tmp'))")
                        .output())
                .isEqualTo("[] []\n");
    }

    private static CommandResult python(String script) throws Exception {
        return python(script, SandboxLimits.DEFAULT);
    }

    private static CommandResult python(String script, SandboxLimits limits) throws Exception {
        return CommandRunner.sandboxed(report)
                .run(List.of("python3", "-I", "-"), script.getBytes(StandardCharsets.UTF_8), limits, Openings.NONE);
    }

    /** Everything that was started has ended; waits for what is about to. */
    private static void assertNothingIsLeft() {
        ours().forEach(left -> left.onExit().join());
        assertThat(ours()).isEmpty();
    }

    private static List<ProcessHandle> ours() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.contains("bwrap") || command.contains("python"))
                        .isPresent())
                .toList();
    }
}
