package dev.vedette.inspection;

import java.util.List;

/** Looks for one kind of secret around keywords. Implementations are thread-safe and take linear time. */
interface Seeker {
    /** The ids of the rules that its finds carry. */
    List<String> ruleIds();

    /** Lower-case; the seeker is asked only about texts that hold one of them. None means it is always asked. */
    List<String> keywords();

    /**
     * Adds what it finds.
     *
     * @param places where the keywords begin, smallest first; empty if there are no keywords
     */
    void seek(String text, Places places, List<Found> found);
}
