package dev.vedette.yaml;

import java.util.Collection;

/** Finds what somebody may have meant, by Levenshtein distance. */
final class NearMiss {
    private static final int LONGEST = 60;

    private NearMiss() {}

    /** {@code "; did you mean 'x'?"}, the list of what there is, or nothing. */
    static String hint(String written, Collection<String> known) {
        String best = "";
        int distance = Math.max(2, written.length() / 3) + 1;
        for (String candidate : known) {
            int found = written.length() > LONGEST ? distance : distance(written, candidate);
            if (found < distance) {
                distance = found;
                best = candidate;
            }
        }
        if (!best.isEmpty()) {
            return "; did you mean '" + best + "'?";
        }
        return known.isEmpty() ? "" : "; there is " + String.join(", ", known);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
