package dev.vedette.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was wrong with the records of one request and puts it into words. Not thread-safe. */
final class Complaints {
    private final Map<Complaint, Integer> counts = new EnumMap<>(Complaint.class);

    void add(Complaint complaint) {
        add(complaint, 1);
    }

    void add(Complaint complaint, int times) {
        if (times > 0) {
            counts.merge(complaint, times, Integer::sum);
        }
    }

    /** How many records are lost. */
    int rejected() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().rejects())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Everything in one line, rejections first; empty when there is nothing to complain of. */
    String text() {
        List<String> parts = new ArrayList<>();
        counts.forEach((complaint, count) ->
                parts.add((complaint.rejects() ? "rejected " : "changed ") + count + ": " + complaint.text()));
        return String.join("; ", parts);
    }
}
