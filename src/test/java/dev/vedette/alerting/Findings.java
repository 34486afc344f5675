package dev.vedette.alerting;

import dev.vedette.detection.Band;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sample findings for tests. */
public final class Findings {
    /** A round moment. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Findings() {}

    /** A finding of one agent's rule. */
    public static Finding finding(String agent, Severity severity, Instant at) {
        return finding(agent, severity, at, "Tool that was never declared");
    }

    /** The same with another title. */
    public static Finding finding(String agent, Severity severity, Instant at, String title) {
        return new Finding(
                "TOOL-01",
                1,
                severity,
                title,
                "The agent called a tool that it did not declare.",
                Map.of("agent", agent, "tool", "shell"),
                0.9,
                new Band(2, 0, 6, 42, "calls per minute"),
                at,
                "trace-" + at.getEpochSecond(),
                List.of("00f067aa0ba902b7"),
                List.of(new Evidence("tool", "shell")),
                List.of("owasp-llm25:LLM06"),
                List.of("Add it to the allow-list or stop the agent."));
    }

    /** The fingerprint of the alert that such findings of an agent make. */
    static String fingerprint(String agent) {
        return Fingerprint.of("TOOL-01", finding(agent, Severity.LOW, NOON).key());
    }

    /** A book that has nothing in it, before an empty store. */
    static AlertBook book(AlertPolicy policy) {
        return new AlertBook(List.of(), none -> Optional.empty(), policy);
    }

    /** The change that such a finding makes in an empty book. */
    public static AlertChange opened(Finding finding) {
        return book(AlertPolicy.standard()).record(finding, finding.at()).get(0);
    }
}
