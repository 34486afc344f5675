package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes what stands in a secret's place, {@code [REDACTED:rule:last four:fingerprint]}, and knows it again. */
final class Masks {
    private static final String OPEN = "[REDACTED:";
    private static final String NO_TAIL = "****";
    private static final int TAIL = 4;
    private static final int LONG_ENOUGH_FOR_TAIL = 16;
    private static final int FINGERPRINT = 8;
    private static final int LONGEST_RULE = 80;

    private final FingerprintKey key;
    private final Set<String> rules;

    /** @param rules the ids of all rules: a mask that names another is none, but a place to hide something */
    Masks(FingerprintKey key, Set<String> rules) {
        this.key = key;
        this.rules = Set.copyOf(rules);
    }

    Sighting sighting(Found found, int start, int end) {
        String fingerprint = key.fingerprint(found.value());
        return new Sighting(Sighting.SECRET, found.rule(), "", start, end, mask(found, fingerprint), fingerprint);
    }

    /** What a mask says of the secret that somebody else put it in the place of. */
    Sighting foreign(String text, Span mask) {
        String shown = text.substring(mask.start(), mask.end());
        String rule = shown.substring(OPEN.length(), shown.indexOf(':', OPEN.length()));
        String fingerprint = shown.substring(shown.length() - 1 - FINGERPRINT, shown.length() - 1);
        return new Sighting(Sighting.SECRET, rule, "", mask.start(), mask.end(), shown, fingerprint);
    }

    String mask(Found found) {
        return mask(found, key.fingerprint(found.value()));
    }

    private static String mask(Found found, String fingerprint) {
        return OPEN + found.rule() + ":" + tail(found.value()) + ":" + fingerprint.substring(0, FINGERPRINT) + "]";
    }

    private static String tail(String value) {
        if (value.length() < LONG_ENOUGH_FOR_TAIL) {
            return NO_TAIL;
        }
        StringBuilder tail = new StringBuilder(TAIL);
        for (char character : value.substring(value.length() - TAIL).toCharArray()) {
            tail.append(inTail(character) ? character : '*');
        }
        return tail.toString();
    }

    /** The spans of all masks in a text. */
    List<Span> in(String text) {
        List<Span> spans = new ArrayList<>();
        int open = text.indexOf(OPEN);
        while (open >= 0) {
            int end = end(text, open);
            if (end > 0) {
                spans.add(new Span(open, end, null));
            }
            open = text.indexOf(OPEN, Math.max(end, open + OPEN.length()));
        }
        return spans;
    }

    /** The position after the mask that opens here, or -1 if none does. */
    private int end(String text, int open) {
        int rule = open + OPEN.length();
        int colon = rule;
        while (colon < text.length() && colon - rule <= LONGEST_RULE && text.charAt(colon) != ':') {
            colon++;
        }
        int end = colon + 1 + TAIL + 1 + FINGERPRINT + 1;
        if (end > text.length() || text.charAt(end - 1) != ']' || text.charAt(colon + 1 + TAIL) != ':') {
            return -1;
        }
        boolean wellFormed = rules.contains(text.substring(rule, colon));
        for (int at = colon + 1; at < colon + 1 + TAIL; at++) {
            wellFormed &= inTail(text.charAt(at)) || text.charAt(at) == '*';
        }
        for (int at = colon + TAIL + 2; at < end - 1; at++) {
            wellFormed &= "0123456789abcdef".indexOf(text.charAt(at)) >= 0;
        }
        return wellFormed ? end : -1;
    }

    private static boolean inTail(char character) {
        return character < CharSet.BEYOND
                && (Character.isLetterOrDigit(character) || character == '_' || character == '-');
    }
}
