package dev.vedette.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Characters that people cannot see and models read: Unicode tags, variation selectors in a row, zero-width characters
 * and controls of direction. What writing needs is not counted: flags of subdivisions, one selector behind its
 * character, joiners inside Arabic, Indic and other scripts that use them, joiners between emoji, marks of direction
 * beside right-to-left letters, a byte order mark at the start. Linear time.
 */
public final class HiddenText {
    /** What is taken out can be what others had need of; so many looks are enough for all but contrived texts. */
    private static final int MOST_ROUNDS = 4;

    private HiddenText() {}

    /** How many hidden characters the text holds, in code points. */
    public static int count(CharSequence text) {
        return find(text).cardinality();
    }

    /**
     * What the hidden characters spell: tags as the ASCII that they copy, runs of variation selectors as the bytes that
     * they number, read as UTF-8. Other hidden characters spell nothing. Empty if there is nothing to read.
     */
    public static String decode(CharSequence text) {
        BitSet hidden = find(text);
        byte[] bytes = new byte[hidden.cardinality()];
        int length = 0;
        for (int at = hidden.nextSetBit(0); at >= 0; at = hidden.nextSetBit(at + 1)) {
            int value = InvisibleCharacters.value(Character.codePointAt(text, at));
            if (value >= 0) {
                bytes[length++] = (byte) value;
            }
        }
        return new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
    }

    /**
     * The text without its hidden characters, in which {@link #count} then finds none; the very same instance if there
     * are none.
     */
    public static String strip(String text) {
        String stripped = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            BitSet hidden = find(stripped);
            if (hidden.isEmpty()) {
                return stripped;
            }
            stripped = without(stripped, hidden);
        }
        return find(stripped).isEmpty() ? stripped : without(stripped, invisible(stripped));
    }

    /** Whether the character shows something wherever it stands. */
    public static boolean visible(int codePoint) {
        return !InvisibleCharacters.invisible(codePoint);
    }

    private static String without(String text, BitSet places) {
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
            rest.append(text, from, at);
            from = at + Character.charCount(text.codePointAt(at));
        }
        return rest.append(text, from, text.length()).toString();
    }

    private static BitSet invisible(String text) {
        BitSet places = new BitSet();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (!visible(text.codePointAt(at))) {
                places.set(at);
            }
        }
        return places;
    }

    /** The positions at which hidden characters begin. */
    static BitSet find(CharSequence text) {
        BitSet hidden = new BitSet();
        int previous = -1;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character < InvisibleCharacters.FIRST) {
                previous = character;
                at++;
                continue;
            }
            int codePoint = Character.codePointAt(text, at);
            int flag = codePoint == InvisibleCharacters.BLACK_FLAG ? InvisibleCharacters.flagLength(text, at) : 0;
            int next = at + Math.max(flag, Character.charCount(codePoint));
            if (InvisibleCharacters.invisible(codePoint)) {
                int following = next < text.length() ? Character.codePointAt(text, next) : -1;
                if (!InvisibleCharacters.needed(previous, codePoint, following)) {
                    hidden.set(at);
                }
            }
            previous = codePoint;
            at = next;
        }
        return hidden;
    }
}
