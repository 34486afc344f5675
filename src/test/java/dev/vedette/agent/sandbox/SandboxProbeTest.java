package dev.vedette.agent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.agent.sandbox.ProbeResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A probe that cannot fail proves nothing: each one finds the hole that it is there for. */
@Timeout(120)
class SandboxProbeTest {
    private static final Path HOME = Path.of("/root");

    private static Sandbox sandbox = new Sandbox.Unavailable("not looked for yet");

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() throws InterruptedException {
        SandboxReport report = SandboxProbe.run();
        sandbox = report.sandbox();
        assumeTrue(sandbox instanceof Sandbox.Bubblewrap, report.summary());
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "home, --dir /home, ''",
        "network, '', --share-net",
        "capabilities, '', --cap-add ALL",
        "files, '', --tmpfs /dev",
        "disk, '', --tmpfs /work",
    })
    void aHoleIsFound(String probe, String front, String back) throws Exception {
        Sandbox.Bubblewrap whole = (Sandbox.Bubblewrap) sandbox;
        Path leaky =
                script("before=1; for argument do shift; if [ $before = 1 ] && [ \"$argument\" = -- ]; then before=0; "
                        + "set -- \"$@\" " + back + "; fi; set -- \"$@\" \"$argument\"; done; exec " + whole.program()
                        + " "
                        + front + " \"$@\"");

        SandboxReport report = new SandboxProbe(
                        new Sandbox.Bubblewrap(leaky, whole.prlimit(), whole.setPrivileges(), whole.filtered()), HOME)
                .report();

        assertThat(outcomes(report)).containsEntry(probe, Outcome.NOT_HELD).containsEntry("start", Outcome.HELD);
        assertThat(report.holds()).isFalse();
        assertThat(report.summary()).startsWith("The sandbox does not hold: ");
    }

    @Test
    void rootThatDoesNotStepDownIsToldNotToRunAsRoot() throws Exception {
        Sandbox.Bubblewrap whole = (Sandbox.Bubblewrap) sandbox;
        assumeTrue(whole.setPrivileges() != null, "This is not root, whose processes the kernel counts.");

        SandboxReport report = new SandboxProbe(
                        new Sandbox.Bubblewrap(whole.program(), whole.prlimit(), null, whole.filtered()), HOME)
                .report();

        assertThat(outcomes(report)).containsEntry("processes", Outcome.NOT_HELD);
        assertThat(report.summary()).contains("do not run as root");
    }

    @Test
    void aProcessorOfAnotherKindIsSaidToHaveNoFilter() throws Exception {
        Sandbox.Bubblewrap whole = (Sandbox.Bubblewrap) sandbox;

        SandboxReport report = new SandboxProbe(
                        new Sandbox.Bubblewrap(whole.program(), whole.prlimit(), whole.setPrivileges(), false), HOME)
                .report();

        assertThat(outcomes(report)).containsEntry("system-calls", Outcome.SKIPPED);
        assertThat(report.holds()).isTrue();
    }

    @Test
    void oneThatDoesNotStartIsNone() throws Exception {
        Sandbox.Bubblewrap whole = (Sandbox.Bubblewrap) sandbox;
        Path broken = script("exit 1");

        SandboxReport report = new SandboxProbe(
                        new Sandbox.Bubblewrap(broken, whole.prlimit(), whole.setPrivileges(), whole.filtered()), HOME)
                .report();

        assertThat(report.sandbox()).isInstanceOf(Sandbox.Unavailable.class);
        assertThat(report.holds()).isFalse();
        assertThat(report.summary()).startsWith("No sandbox: ");
    }

    private Path script(String text) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Map<String, Outcome> outcomes(SandboxReport report) {
        return report.probes().stream().collect(Collectors.toMap(ProbeResult::name, ProbeResult::outcome));
    }
}
