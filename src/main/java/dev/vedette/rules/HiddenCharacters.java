package dev.vedette.rules;

import org.jspecify.annotations.Nullable;

/**
 * Characters that people cannot see and models read: Unicode tags outside of a flag, variation selectors that carry
 * bytes, and runs of characters of no width. What ordinary writing needs (one joiner between letters, one variation
 * selector behind an emoji, the tags of a flag) does not count.
 */
final class HiddenCharacters {
    private static final int FLAG = 0x1F3F4;
    private static final int CANCEL_TAG = 0xE007F;
    private static final int LONGEST_FLAG = 7;
    private static final int MAX_DECODED = 400;

    private HiddenCharacters() {}

    /** How many there are. */
    static int count(String text) {
        return scan(text, null);
    }

    /** What they spell, as far as they are tags or bytes in variation selectors. */
    static String decode(String text) {
        StringBuilder decoded = new StringBuilder();
        scan(text, decoded);
        return decoded.toString();
    }

    private static int scan(String text, @Nullable StringBuilder decoded) {
        int hidden = 0;
        int run = 0;
        int index = 0;
        while (index < text.length()) {
            char letter = text.charAt(index);
            if (letter < '\u200b') {
                run = 0;
                index++;
                continue;
            }
            int point = text.codePointAt(index);
            int width = Character.charCount(point);
            if (point == FLAG) {
                index = afterFlag(text, index + width);
                continue;
            }
            run = isWidthless(point) ? run + 1 : 0;
            hidden += run == 2 ? 2 : run > 2 ? 1 : 0;
            int spelled = spelled(point);
            if (spelled >= 0) {
                hidden++;
                append(decoded, spelled);
            }
            index += width;
        }
        return hidden;
    }

    /** After the tags of a flag, if they are few and end as a flag must. */
    private static int afterFlag(String text, int start) {
        int index = start;
        for (int count = 0; count < LONGEST_FLAG && index < text.length(); count++) {
            int point = text.codePointAt(index);
            if (point < 0xE0020 || point > CANCEL_TAG) {
                return start;
            }
            index += Character.charCount(point);
            if (point == CANCEL_TAG) {
                return index;
            }
        }
        return start;
    }

    /** The ASCII character or byte that a tag or a supplementary variation selector stands for, or -1. */
    private static int spelled(int point) {
        if (point >= 0xE0000 && point <= CANCEL_TAG) {
            return point - 0xE0000;
        }
        return point >= 0xE0100 && point <= 0xE01EF ? point - 0xE0100 + 16 : -1;
    }

    private static boolean isWidthless(int point) {
        return (point >= 0x200B && point <= 0x200D)
                || (point >= 0x2060 && point <= 0x2064)
                || point == 0xFEFF
                || (point >= 0xFE00 && point <= 0xFE0F);
    }

    private static void append(@Nullable StringBuilder decoded, int spelled) {
        if (decoded != null && decoded.length() < MAX_DECODED) {
            decoded.append(spelled >= ' ' && spelled < 127 ? (char) spelled : '.');
        }
    }
}
