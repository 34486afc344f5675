package dev.vedette.agent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BubblewrapCommandTest {
    private static final Sandbox.Bubblewrap PLAIN =
            new Sandbox.Bubblewrap(Path.of("/usr/bin/bwrap"), Path.of("/usr/bin/prlimit"), null, false);

    @Test
    void everythingIsClosedThatIsNotNamed() {
        List<String> arguments = new BubblewrapCommand(PLAIN, null, SandboxLimits.DEFAULT, Openings.NONE)
                .around(List.of("python3", "-"));

        assertThat(String.join(" ", arguments))
                .isEqualTo(
                        "/usr/bin/bwrap --unshare-all --unshare-user --disable-userns --die-with-parent --new-session"
                                + " --cap-drop ALL --uid 65534 --gid 65534 --hostname sandbox"
                                + " --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64"
                                + " --proc /proc --dev /dev --remount-ro /dev --size 1000000 --tmpfs /dev/shm"
                                + " --size 50000000 --tmpfs /tmp --size 50000000 --tmpfs /work --chdir /work --remount-ro /"
                                + " --clearenv --setenv PATH /usr/bin --setenv HOME /work --setenv LANG C.UTF-8"
                                + " -- /usr/bin/prlimit --core=0 --as=1000000000 --cpu=20 --nproc=32 --nofile=256"
                                + " --fsize=50000000 -- python3 -");
    }

    @Test
    void rootStepsDownBeforeAnythingElse() {
        Sandbox.Bubblewrap root =
                new Sandbox.Bubblewrap(PLAIN.program(), PLAIN.prlimit(), Path.of("/usr/bin/setpriv"), true);

        List<String> arguments = new BubblewrapCommand(
                        root, Path.of("/tmp/filter"), SandboxLimits.DEFAULT, Openings.NONE)
                .around(List.of("true"));

        assertThat(arguments.subList(0, 11))
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        "exec 9<\"$1\"; shift; exec \"$@\"",
                        "sh",
                        "/tmp/filter",
                        "/usr/bin/setpriv",
                        "--reuid",
                        "65534",
                        "--regid",
                        "65534",
                        "--clear-groups");
        assertThat(arguments).containsSubsequence("/usr/bin/bwrap", "--seccomp", "9", "--", "/usr/bin/prlimit");
    }

    @Test
    void openingsAreNamedOneByOne() {
        Openings openings = new Openings(Path.of("/srv/docs"), Path.of("/run/proxy/egress.sock"));

        List<String> arguments =
                new BubblewrapCommand(PLAIN, null, SandboxLimits.DEFAULT, openings).around(List.of("true"));

        assertThat(arguments)
                .containsSequence("--ro-bind", "/srv/docs", "/data")
                .containsSequence("--bind", "/run/proxy/egress.sock", "/run/egress.sock");
        assertThat(arguments.indexOf("/data")).isLessThan(arguments.lastIndexOf("--remount-ro"));
    }

    @Test
    void whatAModelWroteStaysOneArgument() {
        String hostile = "; rm -rf / $(id) `id` \" ' \n --";

        List<String> arguments = new BubblewrapCommand(PLAIN, null, SandboxLimits.DEFAULT, Openings.NONE)
                .around(List.of("echo", hostile));

        assertThat(arguments).endsWith("--", "echo", hostile);
    }

    @Test
    void limitsArePositive() {
        assertThatThrownBy(() -> SandboxLimits.DEFAULT.withProcesses(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SandboxLimits.DEFAULT.withCpuTime(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFilterKnowsTwoKindsOfProcessors() {
        assertThat(SystemCalls.filterFor("amd64"))
                .hasValueSatisfying(program -> assertThat(program.length % 8).isZero());
        assertThat(SystemCalls.filterFor("aarch64")).isPresent();
        assertThat(SystemCalls.filterFor("riscv64")).isEmpty();
    }
}
