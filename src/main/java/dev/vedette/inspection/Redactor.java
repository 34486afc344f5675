package dev.vedette.inspection;

import java.util.List;

/** Finds what a text holds and masks its secrets. Implementations take linear time and are thread-safe. */
public interface Redactor {
    /**
     * The text with every secret masked. Mask first, cut afterwards: a cut before could leave a piece of a secret that
     * no rule knows.
     *
     * @throws RuntimeException if it fails; the caller must then drop the text, never store it
     */
    Redacted redact(String text);

    /**
     * The same over texts that belong together in this order, such as streamed chunks: a secret that runs from one
     * into the next is masked in both. Answers one entry for each text.
     */
    List<Redacted> redactJoined(List<String> texts);
}
