package dev.vedette.cli;

/**
 * Turns positions in a text into line and column. Columns count characters as Unicode does (code points), as most
 * languages but Java's count them. Linear in the text when positions are asked for in rising order. Not thread-safe.
 */
final class TextCursor {
    private final String text;
    private final long firstLine;
    private final boolean breaks;
    private int at;
    private long line;
    private int column;
    private int nextBreak;

    /**
     * A cursor at the beginning.
     *
     * @param firstLine the number of the text's first line
     * @param breaks whether line feeds begin a new line; otherwise everything lies on the first
     */
    TextCursor(String text, long firstLine, boolean breaks) {
        this.text = text;
        this.firstLine = firstLine;
        this.breaks = breaks;
        rewind();
    }

    /** Moves to a UTF-16 position. */
    void moveTo(int position) {
        if (position < at) {
            rewind();
        }
        while (nextBreak >= 0 && nextBreak < position) {
            at = nextBreak + 1;
            line++;
            column = 0;
            nextBreak = text.indexOf('\n', at);
        }
        column += text.codePointCount(at, position);
        at = position;
    }

    long line() {
        return line;
    }

    /** Characters before the position on its line. */
    int column() {
        return column;
    }

    /** How many characters lie between here and a later position, whatever lines they are on. */
    int characters(int end) {
        return text.codePointCount(at, end);
    }

    private void rewind() {
        at = 0;
        line = firstLine;
        column = 0;
        nextBreak = breaks ? text.indexOf('\n') : -1;
    }
}
