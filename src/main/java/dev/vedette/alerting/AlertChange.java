package dev.vedette.alerting;

import java.util.Locale;

/**
 * What happened to an alert, and the alert afterwards.
 *
 * @param kind what happened
 * @param alert as it is now
 */
public record AlertChange(Kind kind, Alert alert) {
    /** What can happen to an alert. */
    public enum Kind {
        OPENED,
        REPEATED,
        ESCALATED,
        ACKNOWLEDGED,
        RESOLVED,
        REOPENED;

        /** The lower-case spelling that files and wires use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether people are to be told; a repetition is only counted. */
    public boolean isNews() {
        return kind != Kind.REPEATED;
    }
}
