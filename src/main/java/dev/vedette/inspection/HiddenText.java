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
