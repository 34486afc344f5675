package dev.vedette.detection.detectors;

import dev.vedette.detection.Severity;

/** What makes a tool unknown, the surest first. */
enum ToolVerdict {
    NOT_ALLOWED(Severity.HIGH, 1.0, "It is not on the allow-list that the configuration has for this agent."),
    NOT_DECLARED(Severity.HIGH, 0.95, "It is not among the tool definitions that the agent was seen to be offered."),
    NOT_DECLARED_BEFORE(
            Severity.MEDIUM,
            0.6,
            "It is not among the tool definitions that other versions of the agent were offered, and this version has"
                    + " not shown its own."),
    NEVER_USED(
            Severity.LOW,
            0.4,
            "Learned: this service declares no tools, has been watched for a day and 500 calls or more, and never"
                    + " called this one.");

    private final Severity severity;
    private final double score;
    private final String reason;

    ToolVerdict(Severity severity, double score, String reason) {
        this.severity = severity;
        this.score = score;
        this.reason = reason;
    }

    Severity severity() {
        return severity;
    }

    double score() {
        return score;
    }

    String reason() {
        return reason;
    }
}
