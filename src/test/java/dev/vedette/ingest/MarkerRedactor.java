package dev.vedette.ingest;

import dev.vedette.inspection.Redacted;
import dev.vedette.inspection.Redactor;
import dev.vedette.inspection.Sighting;
import java.util.ArrayList;
import java.util.List;

/** Masks every occurrence of one marker; fails on texts that hold another. */
public final class MarkerRedactor implements Redactor {
    /** Stands for a secret. */
    public static final String SECRET = "sekret-" + "0123456789abcdef";

    /** Makes the redactor fail. */
    public static final String POISON = "poison-" + "for-the-redactor";

    private static final String MASK = "[masked]";

    @Override
    public Redacted redact(String text) {
        return redactJoined(List.of(text)).get(0);
    }

    @Override
    public List<Redacted> redactJoined(List<String> texts) {
        String all = String.join("", texts);
        if (all.contains(POISON)) {
            throw new IllegalStateException("told to fail");
        }
        boolean[] secret = new boolean[all.length()];
        for (int at = all.indexOf(SECRET); at >= 0; at = all.indexOf(SECRET, at + 1)) {
            java.util.Arrays.fill(secret, at, at + SECRET.length(), true);
        }
        List<Redacted> redacted = new ArrayList<>();
        int offset = 0;
        for (String text : texts) {
            redacted.add(masked(text, secret, offset));
            offset += text.length();
        }
        return redacted;
    }

    private static Redacted masked(String text, boolean[] secret, int offset) {
        StringBuilder clean = new StringBuilder();
        List<Sighting> sightings = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && secret[offset + at]) {
                at++;
            }
            if (at > start) {
                clean.append(MASK);
                sightings.add(new Sighting(Sighting.SECRET, "marker", "", start, at, MASK, "f1"));
            } else {
                clean.append(text.charAt(at++));
            }
        }
        return new Redacted(sightings.isEmpty() ? text : clean.toString(), sightings);
    }
}
