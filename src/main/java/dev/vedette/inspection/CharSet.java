package dev.vedette.inspection;

/**
 * A set of characters as the prefilter sees them: each ASCII character for itself, everything else as one. Where a
 * pattern is finer than that, the set is too large, never too small.
 */
record CharSet(long low, long high, boolean beyond) {
    /** The symbol that stands for every character outside ASCII. */
    static final int BEYOND = 128;

    /** The symbol that is read once after the last character. */
    static final int END = 129;

    static final int SYMBOLS = 130;

    static final CharSet NONE = new CharSet(0, 0, false);
    static final CharSet ALL = new CharSet(-1, -1, true);
    static final CharSet DIGITS = range('0', '9');
    static final CharSet WORD = DIGITS.or(range('a', 'z')).or(range('A', 'Z')).or(of('_'));
    static final CharSet SPACE = of('\t').or(of('\n')).or(of('\f')).or(of('\r')).or(of(' '));

    private static final int HALF = 64;

    static CharSet of(int character) {
        return range(character, character);
    }

    static CharSet range(int first, int last) {
        long low = 0;
        long high = 0;
        for (int at = first; at <= Math.min(last, BEYOND - 1); at++) {
            if (at < HALF) {
                low |= 1L << at;
            } else {
                high |= 1L << (at - HALF);
            }
        }
        return new CharSet(low, high, last >= BEYOND);
    }

    static int symbol(char character) {
        return character < BEYOND ? character : BEYOND;
    }

    boolean has(int symbol) {
        if (symbol < HALF) {
            return ((low >>> symbol) & 1) != 0;
        }
        return symbol < BEYOND ? ((high >>> (symbol - HALF)) & 1) != 0 : symbol == BEYOND && beyond;
    }

    CharSet or(CharSet other) {
        return new CharSet(low | other.low, high | other.high, beyond || other.beyond);
    }

    /** What the set leaves out in ASCII, and always what lies beyond it, of which the set holds only a part. */
    CharSet inverse() {
        return new CharSet(~low, ~high, true);
    }

    /** The set with both cases of each letter; K and S have a third form outside ASCII. */
    CharSet folded() {
        CharSet result = this;
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            int lower = upper + ('a' - 'A');
            if (has(upper) || has(lower)) {
                result = result.or(of(upper)).or(of(lower));
            }
        }
        boolean third = result.has('k') || result.has('s');
        return third ? new CharSet(result.low, result.high, true) : result;
    }

    int asciiCount() {
        return Long.bitCount(low) + Long.bitCount(high);
    }
}
