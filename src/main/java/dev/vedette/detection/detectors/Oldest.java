package dev.vedette.detection.detectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps a map of name to time within bounds. */
final class Oldest {
    private static final Comparator<Map.Entry<String, Long>> OLDEST_FIRST =
            Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    private Oldest() {}

    /** Removes the oldest entries until at most {@code most} are left; of the same age, those whose name comes first. */
    static void trim(Map<String, Long> times, int most) {
        int surplus = times.size() - most;
        if (surplus <= 0) {
            return;
        }
        List<Map.Entry<String, Long>> entries = new ArrayList<>(times.entrySet());
        entries.sort(OLDEST_FIRST);
        for (Map.Entry<String, Long> entry : List.copyOf(entries.subList(0, surplus))) {
            times.remove(entry.getKey());
        }
    }
}
