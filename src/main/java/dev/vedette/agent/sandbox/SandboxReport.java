package dev.vedette.agent.sandbox;

import java.util.List;

/** What the sandbox of this machine is and what it has been seen to hold. Immutable. */
public record SandboxReport(Sandbox sandbox, List<ProbeResult> probes) {
    public SandboxReport {
        probes = List.copyOf(probes);
    }

    /** Whether commands may be run in it: there is one, and everything that was tried was refused. */
    public boolean holds() {
        return sandbox instanceof Sandbox.Bubblewrap
                && probes.stream().noneMatch(probe -> probe.outcome() == ProbeResult.Outcome.NOT_HELD);
    }

    /** One sentence for people: that it holds, or why it does not. */
    public String summary() {
        if (sandbox instanceof Sandbox.Unavailable none) {
            return "No sandbox: " + none.reason() + ".";
        }
        List<String> broken = probes.stream()
                .filter(probe -> probe.outcome() == ProbeResult.Outcome.NOT_HELD)
                .map(ProbeResult::words)
                .toList();
        return broken.isEmpty()
                ? "The sandbox holds: " + probes.size() + " attempts to get out were made."
                : "The sandbox does not hold: " + String.join("; ", broken) + ".";
    }
}
