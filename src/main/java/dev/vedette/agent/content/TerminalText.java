package dev.vedette.agent.content;

/**
 * Takes out what a terminal obeys instead of showing (ECMA-48): escape and control sequences, device controls and
 * commands to the operating system such as links and clipboards, in their forms of seven and eight bits, and single
 * controls. Tabs, line breaks and form feeds stay. A string that is never ended keeps its text and loses its opening.
 * Linear time.
 */
final class TerminalText {
    /** A terminal's string may be so long; a longer one is text behind a stray opening. */
    static final int LONGEST_STRING = 4096;

    /** {@link #end} cannot say yet, for the text ends too early. */
    static final int OPEN = -1;

    private static final char ESCAPE = 0x1B;
    private static final char BELL = 0x07;
    private static final char DELETE = 0x7F;
    private static final char EIGHT_BIT_FIRST = 0x80;
    private static final char EIGHT_BIT_LAST = 0x9F;
    /** What an eight-bit control differs by from the second character of its seven-bit form. */
    private static final int EIGHT_BIT_OFFSET = 0x40;

    private static final char SEQUENCE = '[';
    private static final char TERMINATOR = '\\';
    private static final String STRINGS = "]PX^_";

    private TerminalText() {}

    static Cleaned strip(String text) {
        int at = next(text, 0);
        if (at == text.length()) {
            return Cleaned.unchanged(text);
        }
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        int count = 0;
        while (at < text.length()) {
            rest.append(text, from, at);
            from = end(text, at, true);
            count++;
            at = next(text, from);
        }
        return Cleaned.of(rest.append(text, from, text.length()).toString(), "terminal", count);
    }

    /** Whether a terminal does not show the character. */
    static boolean control(char character) {
        boolean low = character < ' ' && "\t\n\r\f".indexOf(character) < 0;
        return low || character == DELETE || eightBit(character);
    }

    /**
     * The position after what the control begins.
     *
     * @param whole whether nothing follows the text; if something may, the answer can be {@link #OPEN}
     */
    static int end(CharSequence text, int control, boolean whole) {
        char first = text.charAt(control);
        if (first != ESCAPE) {
            return eightBit(first) ? opened(text, control + 1, (char) (first - EIGHT_BIT_OFFSET), whole) : control + 1;
        }
        if (control + 1 == text.length()) {
            return whole ? control + 1 : OPEN;
        }
        char second = text.charAt(control + 1);
        if (second >= '@' && second <= '_') {
            return opened(text, control + 2, second, whole);
        }
        int at = skip(text, control + 1, ' ', '/');
        return closed(text, at, '0', whole);
    }

    private static int opened(CharSequence text, int from, char kind, boolean whole) {
        if (kind == SEQUENCE) {
            int parameters = skip(text, from, '0', '?');
            return closed(text, skip(text, parameters, ' ', '/'), '@', whole);
        }
        return STRINGS.indexOf(kind) >= 0 ? string(text, from, whole) : from;
    }

    /** The position after the last character of a sequence, if it is one. */
    private static int closed(CharSequence text, int at, char least, boolean whole) {
        if (at == text.length()) {
            return whole ? at : OPEN;
        }
        char last = text.charAt(at);
        return last >= least && last < DELETE ? at + 1 : at;
    }

    private static int string(CharSequence text, int from, boolean whole) {
        int limit = Math.min(text.length(), from + LONGEST_STRING);
        int at = from;
        while (at < limit && !control(text.charAt(at)) && "\n\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        boolean cut = at == text.length() || (text.charAt(at) == ESCAPE && at + 1 == text.length());
        if (cut && !whole && at < from + LONGEST_STRING) {
            return OPEN;
        }
        if (at == limit) {
            return from;
        }
        char end = text.charAt(at);
        if (end == BELL || end == TERMINATOR + EIGHT_BIT_OFFSET) {
            return at + 1;
        }
        boolean terminated = end == ESCAPE && at + 1 < text.length() && text.charAt(at + 1) == TERMINATOR;
        return terminated ? at + 2 : from;
    }

    private static boolean eightBit(char character) {
        return character >= EIGHT_BIT_FIRST && character <= EIGHT_BIT_LAST;
    }

    private static int skip(CharSequence text, int from, char least, char most) {
        int at = from;
        while (at < text.length()
                && at - from < LONGEST_STRING
                && text.charAt(at) >= least
                && text.charAt(at) <= most) {
            at++;
        }
        return at;
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && !control(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
