package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One document that a look-up found, or one record of a memory. Immutable.
 *
 * @param id its id, or null
 * @param score how well it fits by the sender's own measure, or null
 * @param text what it says, or JSON of what was sent of it; empty when content capture was off
 */
public record Document(@Nullable String id, @Nullable Double score, String text) {
    /** A document of which only the text is known. */
    public static Document of(String text) {
        return new Document(null, null, text);
    }
}
