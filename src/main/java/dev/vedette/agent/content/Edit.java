package dev.vedette.agent.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stretch of a text that must read otherwise.
 *
 * @param text in its place
 * @param what the kind of change, for counting
 */
record Edit(int start, int end, String text, String what) {
    /** The edits in order; of two that overlap, the one that begins first stays. */
    static List<Edit> ordered(List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(Edit::start)
                .thenComparing(Comparator.comparingInt(Edit::end).reversed()));
        List<Edit> ordered = new ArrayList<>(sorted.size());
        int end = 0;
        for (Edit edit : sorted) {
            if (edit.start >= end) {
                ordered.add(edit);
                end = edit.end;
            }
        }
        return ordered;
    }

    /** A stretch of the text with ordered edits made, as far as they lie in it. */
    static Cleaned apply(List<Edit> ordered, String text, int from, int to) {
        StringBuilder edited = new StringBuilder();
        Map<String, Integer> counts = new TreeMap<>();
        int at = from;
        for (Edit edit : ordered) {
            if (edit.end > from && edit.start < to) {
                edited.append(text, at, Math.max(at, edit.start)).append(edit.text);
                at = Math.min(to, edit.end);
                counts.merge(edit.what, 1, Integer::sum);
            }
        }
        return new Cleaned(edited.append(text, at, to).toString(), counts);
    }
}
