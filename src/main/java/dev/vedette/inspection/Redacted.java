package dev.vedette.inspection;

import java.util.List;

/**
 * A text without its secrets. Immutable.
 *
 * @param text the very same instance that was given when there was nothing to mask
 * @param sightings what was found, secrets and other kinds, by position in the text that was given
 */
public record Redacted(String text, List<Sighting> sightings) {
    public Redacted {
        sightings = List.copyOf(sightings);
    }
}
