package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds text that people cannot see. One sighting for each kind in a text, from the first such character to the last;
 * stray characters, which copying and pasting leaves everywhere, make none. Thread-safe; linear time.
 */
final class HiddenTextDetector {
    private static final int FEW = 8;
    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';
    private static final int LONGEST_SEQUENCE = 32;

    private HiddenTextDetector() {}

    /** The kinds of hidden text and how many characters of a kind are needed to speak of it. */
    private enum Kind {
        TAGS("hidden-unicode-tags", FEW),
        SELECTORS("hidden-variation-selectors", FEW),
        DIRECTION("hidden-bidi-control", 1),
        ZERO_WIDTH("hidden-zero-width", FEW);

        private final String rule;
        private final int least;

        Kind(String rule, int least) {
            this.rule = rule;
            this.least = least;
        }

        static Kind of(int codePoint) {
            if (InvisibleCharacters.tag(codePoint)) {
                return TAGS;
            }
            if (InvisibleCharacters.selector(codePoint)) {
                return SELECTORS;
            }
            return InvisibleCharacters.direction(codePoint) ? DIRECTION : ZERO_WIDTH;
        }
    }

    static List<Sighting> detect(String text) {
        List<Sighting> sightings = new ArrayList<>();
        BitSet hidden = HiddenText.find(text);
        if (!hidden.isEmpty()) {
            for (Kind kind : Kind.values()) {
                add(kind, text, hidden, sightings);
            }
        }
        if (text.indexOf(ESCAPE) >= 0) {
            terminalControls(text, sightings);
        }
        return sightings;
    }

    private static void add(Kind kind, String text, BitSet hidden, List<Sighting> sightings) {
        int count = 0;
        int start = -1;
        int end = -1;
        for (int at = hidden.nextSetBit(0); at >= 0; at = hidden.nextSetBit(at + 1)) {
            int codePoint = text.codePointAt(at);
            if (Kind.of(codePoint) == kind) {
                count++;
                start = start < 0 ? at : start;
                end = at + Character.charCount(codePoint);
            }
        }
        if (count >= kind.least) {
            sightings.add(sighting(kind.rule, count, start, end));
        }
    }

    /** Sequences that move the cursor, erase, conceal or name links; colours are what tools print all day. */
    private static void terminalControls(String text, List<Sighting> sightings) {
        int count = 0;
        int start = -1;
        int end = -1;
        for (int at = text.indexOf(ESCAPE); at >= 0; at = text.indexOf(ESCAPE, at + 1)) {
            int stop = sequenceEnd(text, at);
            if (stop > 0 && hides(text, at, stop)) {
                count++;
                start = start < 0 ? at : start;
                end = stop;
            }
        }
        if (count > 0) {
            sightings.add(sighting("hidden-terminal-control", count, start, end));
        }
    }

    /** The position after the sequence that the escape begins, or -1 if it begins none. */
    private static int sequenceEnd(String text, int escape) {
        char kind = escape + 1 < text.length() ? text.charAt(escape + 1) : 0;
        if (kind != '[' && kind != ']') {
            return -1;
        }
        int limit = Math.min(text.length(), escape + LONGEST_SEQUENCE);
        for (int at = escape + 2; at < limit; at++) {
            char character = text.charAt(at);
            boolean last = kind == '[' ? character >= '@' && character <= '~' : character == BELL || character == ';';
            if (last) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean hides(String text, int escape, int end) {
        String parameters = text.substring(escape + 2, end - 1);
        boolean colour = text.charAt(escape + 1) == '[' && text.charAt(end - 1) == 'm';
        return !colour || parameters.equals("8") || parameters.startsWith("8;") || parameters.endsWith(";8");
    }

    private static Sighting sighting(String rule, int count, int start, int end) {
        return new Sighting(Sighting.HIDDEN, rule, "", start, end, "[" + count + " hidden characters]", "");
    }
}
