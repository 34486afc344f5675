package dev.vedette.alerting;

import java.util.Locale;

/**
 * What happened to an alert, and the alert afterwards.
 *
 * @param kind what happened
 * @param alert as it is now
 * @param note why, in the words of who did it; may be empty
 */
public record AlertChange(Kind kind, Alert alert, String note) {
    /** A change that needs no words. */
    public AlertChange(Kind kind, Alert alert) {
        this(kind, alert, "");
    }

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
