package dev.vedette.agent.content;

import dev.vedette.inspection.HiddenText;

/**
 * Takes hidden characters and terminal controls out of a stream. Holds back only what could still belong to one: mostly
 * a single character. Not thread-safe; linear time in all.
 */
final class VisibleStream {
    /** So many characters without a visible one between two others are let go and cleaned as they are. */
    private static final int MOST_HELD = 2 * TerminalText.LONGEST_STRING;

    private final StringBuilder held = new StringBuilder();
    private int nextLook;

    Cleaned feed(String chunk) {
        held.append(chunk);
        if (held.length() < nextLook) {
            return Cleaned.unchanged("");
        }
        int cut = cut();
        if (cut == 0 && held.length() > MOST_HELD) {
            int last = held.length() - 1;
            cut = Character.isLowSurrogate(held.charAt(last)) ? last - 1 : last;
        }
        Cleaned released = release(cut);
        // Looking again only after so much more keeps the work linear when nothing can be let go.
        nextLook = held.length() + held.length() / 4;
        return released;
    }

    Cleaned flush() {
        return release(held.length());
    }

    private Cleaned release(int cut) {
        String text = held.substring(0, cut);
        held.delete(0, cut);
        return InputCleaning.visible(text);
    }

    /** The last position between two visible characters outside all sequences: both sides can be cleaned alone. */
    private int cut() {
        int cut = 0;
        int at = 0;
        boolean visible = false;
        while (at < held.length()) {
            char character = held.charAt(at);
            boolean half = Character.isHighSurrogate(character) && at + 1 == held.length();
            int end = at + 1;
            boolean shows = false;
            if (TerminalText.control(character)) {
                end = TerminalText.end(held, at, false);
            } else if (!half) {
                int codePoint = Character.codePointAt(held, at);
                shows = HiddenText.visible(codePoint);
                end = at + Character.charCount(codePoint);
            }
            if (half || end == TerminalText.OPEN) {
                return cut;
            }
            cut = visible && shows ? at : cut;
            visible = shows;
            at = end;
        }
        return cut;
    }
}
