package dev.vedette.agent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.tool.ToolBody;
import dev.vedette.agent.tool.ToolContext;
import dev.vedette.agent.tool.ToolOutput;
import dev.vedette.egress.EgressLimits;
import dev.vedette.egress.EgressPolicy;
import dev.vedette.egress.EgressProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SandboxedCommandTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final SandboxReport NONE =
            new SandboxReport(new Sandbox.Unavailable("this machine has none"), List.of());

    record Code(String text) {}

    @Test
    void withoutASandboxTheToolIsOff() {
        CommandRunner runner = CommandRunner.sandboxed(NONE);

        assertThat(runner.isAvailable()).isFalse();
        assertThatThrownBy(() -> call(python().on(runner, () -> NOON), "print(1)"))
                .isInstanceOf(SandboxMissingException.class)
                .hasMessageContaining("this machine has none");
    }

    @Test
    void anOwnerCanAllowThatAndItIsLoud() throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        CommandRunner runner = CommandRunner.allowUnsandboxed(NONE, warnings::add);
        ToolBody echo = SandboxedCommand.taking(Code.class)
                .running("cat")
                .onStandardInput(Code::text)
                .on(runner, () -> NOON);

        assertThat(call(echo, "hello")).isEqualTo(ToolOutput.of("hello"));
        assertThat(warnings)
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning).contains("WITHOUT a sandbox"));
    }

    @Test
    void aCommandNeedsAProgram() {
        assertThatThrownBy(() -> SandboxedCommand.taking(Code.class).on(CommandRunner.sandboxed(NONE)))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Where there is a sandbox. */
    @Nested
    class Inside {
        private static CommandRunner runner = CommandRunner.sandboxed(NONE);

        @BeforeAll
        static void find() throws InterruptedException {
            SandboxReport report = SandboxProbe.run();
            assumeTrue(report.holds(), report.summary());
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "The tools are written in Python 3.");
            runner = CommandRunner.sandboxed(report);
        }

        @Test
        void whatTheModelWroteIsRun() throws Exception {
            assertThat(call(python().on(runner, () -> NOON), "print(6 * 7)")).isEqualTo(ToolOutput.of("42\n"));
        }

        @Test
        void aFailureIsTheModelsToRead() throws Exception {
            ToolOutput output = call(python().on(runner, () -> NOON), "1 / 0");

            assertThat(output.failed()).isTrue();
            assertThat(output.text())
                    .startsWith("The command failed with exit code 1.")
                    .contains("ZeroDivisionError");
        }

        @Test
        void anArgumentIsNeitherAnOptionNorForAShell() throws Exception {
            ToolBody echo = SandboxedCommand.taking(Code.class)
                    .running("printf", "%s")
                    .withArgument(Code::text)
                    .on(runner, () -> NOON);

            assertThat(call(echo, "$(id); a b")).isEqualTo(ToolOutput.of("$(id); a b"));
            assertThat(call(echo, "--version").failed()).isTrue();
            assertThat(call(echo, "a\0b").failed()).isTrue();
        }

        @Test
        void theDeadlineOfTheCallHolds() throws Exception {
            InstantSource late = () -> NOON.plusMillis(59_700);

            assertThat(call(python().on(runner, late), "import time; time.sleep(60)")
                            .text())
                    .startsWith("The command was stopped: it took too long.");
            assertThat(call(python().on(runner, () -> NOON.plusSeconds(61)), "print(1)")
                            .failed())
                    .isTrue();
        }

        @Test
        void aFolderCanBeReadAndNotWritten(@TempDir Path folder) throws Exception {
            open(folder);
            Files.writeString(folder.resolve("note"), "hello");
            ToolBody reader = python().reading(folder).on(runner, () -> NOON);

            assertThat(call(reader, "print(open('/data/note').read())")).isEqualTo(ToolOutput.of("hello\n"));
            assertThat(call(reader, "open('/data/note', 'w')").text()).contains("Read-only file system");
        }

        @Test
        void theOnlyWayOutIsTheProxy(@TempDir Path folder) throws Exception {
            open(folder);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
            server.start();
            int port = server.getAddress().getPort();
            EgressPolicy policy =
                    EgressPolicy.allowing("api.test").onPorts(port).withPrivateAddresses();
            Path socket = folder.resolve("egress.sock");
            try (EgressProxy proxy = EgressProxy.onSocket(
                    socket,
                    policy,
                    EgressLimits.DEFAULT,
                    host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                    event -> {})) {
                assertThat(proxy.uri().getPath()).isEqualTo(socket.toString());
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
                ToolBody client = python().through(socket).on(runner, () -> NOON);

                assertThat(call(client, fetch("api.test", port))).isEqualTo(ToolOutput.of("200 b'ok'\n"));
                assertThat(call(client, fetch("evil.test", port)).text()).isEqualTo("403\n");
            } finally {
                server.stop(0);
            }
        }

        private String fetch(String host, int port) {
            return "import urllib.request, urllib.error\ntry:\n    a = urllib.request.urlopen('http://" + host + ":"
                    + port
                    + "/')\n    print(a.status, a.read())\nexcept urllib.error.HTTPError as e:\n    print(e.code)";
        }

        /** A runtime of root steps down to nobody, who must be able to get there. */
        private void open(Path folder) throws Exception {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static SandboxedCommand<Code> python() {
        return SandboxedCommand.taking(Code.class).running("python3", "-I", "-").onStandardInput(Code::text);
    }

    private static ToolOutput call(ToolBody body, String text) throws Exception {
        Principal principal = new Principal(Caller.ANONYMOUS, "agent", "1", "session", "run", 0);
        ToolContext context = new ToolContext(principal, "call", NOON.plusSeconds(60), Map.of(), null);
        return body.call(new ObjectMapper().createObjectNode().put("text", text), context);
    }
}
