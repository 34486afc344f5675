package dev.vedette.ingest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers short texts that were inspected and hold nothing: the same few attribute keys and names come with every
 * span. Bounded; thread-safe.
 */
final class CleanLabels {
    private static final int CHARS = 64;
    private static final int LABELS = 8192;

    private final Set<String> clean = ConcurrentHashMap.newKeySet();

    boolean knows(String label) {
        return clean.contains(label);
    }

    void add(String label) {
        if (label.length() > CHARS) {
            return;
        }
        if (clean.size() >= LABELS) {
            clean.clear();
        }
        clean.add(label);
    }
}
