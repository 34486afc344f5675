package dev.vedette.alerting;

import java.util.Locale;

/** Where an alert is in its life. */
public enum AlertState {
    /** Nobody has looked at it yet. */
    OPEN,
    /** Somebody is on it. */
    ACKNOWLEDGED,
    /** It is over, by itself or because somebody said so. */
    RESOLVED;

    /** The lower-case spelling that files and wires use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
