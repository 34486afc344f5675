package dev.vedette.detection;

import java.util.Locale;
import java.util.Optional;

/** How bad it is, in the words of Sigma rules. Order matters: later is worse. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The lower-case spelling that files and wires use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity with this label in any case, if there is one. */
    public static Optional<Severity> of(String label) {
        for (Severity severity : values()) {
            if (severity.name().equalsIgnoreCase(label)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
