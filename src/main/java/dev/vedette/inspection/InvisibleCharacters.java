package dev.vedette.inspection;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Which characters show nothing, and where writing has need of them. */
final class InvisibleCharacters {
    /** No character below shows nothing, but for the controls of terminals. */
    static final int FIRST = 0x034F;

    static final int BLACK_FLAG = 0x1F3F4;

    private static final int TAG_FIRST = 0xE0000;
    private static final int TAG_LAST = 0xE007F;
    private static final int TAG_SPACE = 0xE0020;
    private static final int SELECTOR_FIRST = 0xFE00;
    private static final int SELECTOR_LAST = 0xFE0F;
    private static final int MORE_SELECTORS_FIRST = 0xE0100;
    private static final int MORE_SELECTORS_LAST = 0xE01EF;
    private static final int FEW_SELECTORS = 16;
    private static final int LONGEST_FLAG = 7;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int LEFT_TO_RIGHT_MARK = 0x200E;
    private static final int RIGHT_TO_LEFT_MARK = 0x200F;
    private static final int EMBEDDING_FIRST = 0x202A;
    private static final int EMBEDDING_LAST = 0x202C;
    private static final int OVERRIDE_LAST = 0x202E;
    private static final int WORD_JOINER = 0x2060;
    private static final int ISOLATE_FIRST = 0x2066;
    private static final int INVISIBLE_LAST = 0x206F;
    private static final int ARABIC_LETTER_MARK = 0x061C;
    private static final int PICTURES_FIRST = 0x2190;
    private static final Set<Integer> OTHERS =
            Set.of(0x034F, ARABIC_LETTER_MARK, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, BYTE_ORDER_MARK, 0xFFA0);

    private static final Set<UnicodeScript> WITHOUT_JOINERS = Set.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.UNKNOWN,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL);

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR, UnicodeScript.TIBETAN);

    private InvisibleCharacters() {}

    static boolean invisible(int codePoint) {
        return tag(codePoint)
                || selector(codePoint)
                || between(codePoint, ZERO_WIDTH_SPACE, RIGHT_TO_LEFT_MARK)
                || direction(codePoint)
                || between(codePoint, WORD_JOINER, INVISIBLE_LAST)
                || OTHERS.contains(codePoint);
    }

    static boolean tag(int codePoint) {
        return between(codePoint, TAG_FIRST, TAG_LAST);
    }

    static boolean selector(int codePoint) {
        return between(codePoint, SELECTOR_FIRST, SELECTOR_LAST)
                || between(codePoint, MORE_SELECTORS_FIRST, MORE_SELECTORS_LAST);
    }

    /** Embeddings, overrides and isolates. */
    static boolean direction(int codePoint) {
        return between(codePoint, EMBEDDING_FIRST, OVERRIDE_LAST)
                || between(codePoint, ISOLATE_FIRST, ISOLATE_FIRST + 3);
    }

    /** Whether the character turns the order of what follows around, whatever it is. */
    static boolean override(int codePoint) {
        return codePoint > EMBEDDING_LAST && codePoint <= OVERRIDE_LAST;
    }

    /** What the character spells to those who know: the ASCII of a tag, the byte of a selector, -1 for nothing. */
    static int value(int codePoint) {
        if (codePoint >= TAG_SPACE && codePoint < TAG_LAST) {
            return codePoint - TAG_FIRST;
        }
        if (between(codePoint, MORE_SELECTORS_FIRST, MORE_SELECTORS_LAST)) {
            return codePoint - MORE_SELECTORS_FIRST + FEW_SELECTORS;
        }
        return between(codePoint, SELECTOR_FIRST, SELECTOR_LAST) ? codePoint - SELECTOR_FIRST : -1;
    }

    /** The length of the subdivision flag that begins here, in UTF-16; 0 if none does. */
    static int flagLength(CharSequence text, int at) {
        int place = at + Character.charCount(BLACK_FLAG);
        for (int tags = 0; tags < LONGEST_FLAG && place < text.length(); tags++) {
            int codePoint = Character.codePointAt(text, place);
            place += Character.charCount(codePoint);
            if (codePoint == TAG_LAST) {
                return tags < 3 ? 0 : place - at;
            }
            int letter = codePoint - TAG_FIRST;
            if (!between(letter, 'a', 'z') && !between(letter, '0', '9')) {
                return 0;
            }
        }
        return 0;
    }

    /** Whether writing has need of the invisible character between these two; -1 is the end of the text. */
    static boolean needed(int previous, int codePoint, int following) {
        if (selector(codePoint)) {
            return previous >= 0 && !invisible(previous) && !selector(following);
        }
        if (codePoint == BYTE_ORDER_MARK || codePoint == WORD_JOINER) {
            return previous < 0 || aloneBesideSpace(previous, following);
        }
        if (codePoint == JOINER || codePoint == NON_JOINER) {
            return joins(previous) && (joins(following) || following < 0 || !invisible(following));
        }
        if (codePoint == ZERO_WIDTH_SPACE) {
            return unspaced(previous) && unspaced(following);
        }
        boolean mark = codePoint == LEFT_TO_RIGHT_MARK
                || codePoint == RIGHT_TO_LEFT_MARK
                || codePoint == ARABIC_LETTER_MARK
                || (direction(codePoint) && !override(codePoint));
        return mark && (rightToLeft(previous) || rightToLeft(following));
    }

    /** What web pages and word processors leave at the ends of words. */
    private static boolean aloneBesideSpace(int previous, int following) {
        boolean space = Character.isWhitespace(previous) || following < 0 || Character.isWhitespace(following);
        return space && !invisible(previous) && !invisible(following);
    }

    private static boolean joins(int codePoint) {
        return (codePoint >= PICTURES_FIRST && !invisible(codePoint) && !Character.isLetter(codePoint))
                || between(codePoint, SELECTOR_FIRST, SELECTOR_LAST)
                || (codePoint >= 0 && !WITHOUT_JOINERS.contains(UnicodeScript.of(codePoint)));
    }

    private static boolean between(int value, int first, int last) {
        return value >= first && value <= last;
    }

    private static boolean unspaced(int codePoint) {
        return codePoint >= 0 && WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
    }

    private static boolean rightToLeft(int codePoint) {
        if (codePoint < 0) {
            return false;
        }
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
