package dev.vedette.agent.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that make a sandbox, all of them in this one place, because protection is exactly what they say. Closed
 * by default: no network, no home, no capabilities, no further user namespaces, nothing writable but {@code /work} and
 * {@code /tmp}, which are bounded and in memory and gone at the end.
 *
 * <p>The limits are set inside, on the other side of the new user namespace: there the kernel counts the processes of
 * this command alone. Outside it would count all processes of the user, and a desktop has more than any sensible limit.
 */
final class BubblewrapCommand {
    /** The unprivileged user of every Linux system, inside and, if the runtime is root, outside as well. */
    private static final String NOBODY = "65534";

    /** Opens a file as descriptor 9 and becomes the command. The texts of a call are its parameters, never its source. */
    private static final String WITH_FILTER = "exec 9<\"$1\"; shift; exec \"$@\"";

    private static final long SHARED_MEMORY = 1_000_000;

    private final Sandbox.Bubblewrap tools;
    private final @Nullable Path filter;
    private final SandboxLimits limits;
    private final Openings openings;

    /**
     * Builds for one sandbox.
     *
     * @param filter of system calls, a file that can be read, or null for none
     */
    BubblewrapCommand(Sandbox.Bubblewrap tools, @Nullable Path filter, SandboxLimits limits, Openings openings) {
        this.tools = tools;
        this.filter = filter;
        this.limits = limits;
        this.openings = openings;
    }

    /** Everything to start, so that this command runs inside. */
    List<String> around(List<String> command) {
        List<String> arguments = new ArrayList<>();
        if (filter != null) {
            arguments.addAll(List.of("/bin/sh", "-c", WITH_FILTER, "sh", filter.toString()));
        }
        if (tools.setPrivileges() != null) {
            arguments.add(tools.setPrivileges().toString());
            arguments.addAll(List.of("--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
        }
        arguments.add(tools.program().toString());
        namespaces(arguments);
        files(arguments);
        environment(arguments);
        arguments.add("--");
        limits(arguments);
        arguments.add("--");
        arguments.addAll(command);
        return List.copyOf(arguments);
    }

    private void limits(List<String> arguments) {
        arguments.add(tools.prlimit().toString());
        arguments.add("--core=0");
        arguments.add("--as=" + limits.addressSpace());
        arguments.add("--cpu=" + limits.cpuTime().toSeconds());
        arguments.add("--nproc=" + limits.processes());
        arguments.add("--nofile=" + limits.openFiles());
        arguments.add("--fsize=" + limits.workspace());
    }

    private void namespaces(List<String> arguments) {
        arguments.addAll(List.of("--unshare-all", "--unshare-user", "--disable-userns"));
        arguments.addAll(List.of("--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        arguments.addAll(List.of("--uid", NOBODY, "--gid", NOBODY, "--hostname", "sandbox"));
        if (filter != null) {
            arguments.addAll(List.of("--seccomp", "9"));
        }
    }

    private void files(List<String> arguments) {
        String room = Long.toString(limits.workspace());
        arguments.addAll(List.of("--ro-bind", "/usr", "/usr"));
        for (String folder : List.of("bin", "lib", "lib64")) {
            arguments.addAll(List.of("--symlink", "usr/" + folder, "/" + folder));
        }
        arguments.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"));
        arguments.addAll(List.of("--size", Long.toString(SHARED_MEMORY), "--tmpfs", "/dev/shm"));
        arguments.addAll(List.of("--size", room, "--tmpfs", "/tmp", "--size", room, "--tmpfs", "/work"));
        if (openings.data() != null) {
            arguments.addAll(List.of("--ro-bind", openings.data().toString(), "/data"));
        }
        if (openings.egress() != null) {
            arguments.addAll(List.of("--bind", openings.egress().toString(), Bridge.SOCKET));
        }
        arguments.addAll(List.of("--chdir", "/work", "--remount-ro", "/"));
    }

    private static void environment(List<String> arguments) {
        arguments.addAll(List.of("--clearenv", "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", "/work"));
        arguments.addAll(List.of("--setenv", "LANG", "C.UTF-8"));
    }
}
