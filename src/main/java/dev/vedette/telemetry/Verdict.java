package dev.vedette.telemetry;

/** What a guardrail or a decision about permission came to, whatever words a sender has for it. */
public enum Verdict {
    /** Let through. */
    ALLOW,
    /** Refused, or broken off. */
    DENY,
    /** Let through after a change. */
    MODIFY,
    /** Let through with a warning. */
    WARN,
    /** Passed on to somebody else to decide. */
    ESCALATE
}
