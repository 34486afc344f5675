package dev.vedette.inspection;

import java.util.List;

/** Tells what a text holds, without changing it: secrets and hidden text. Immutable and thread-safe; linear time. */
public final class Inspector {
    private final Redactor redactor;

    /** An inspector that sees what the redactor sees. */
    public Inspector(Redactor redactor) {
        this.redactor = redactor;
    }

    /** What was found, by position. */
    public List<Sighting> inspect(String text) {
        return redactor.redact(text).sightings();
    }
}
