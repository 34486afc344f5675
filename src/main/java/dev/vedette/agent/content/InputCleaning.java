package dev.vedette.agent.content;

import dev.vedette.inspection.HiddenText;
import java.text.Normalizer;

/**
 * What is done to a text before a model reads it: terminal controls and hidden characters are taken out, marks of chat
 * templates broken. A caller's words are composed as well (Unicode NFC), so that what looks the same is the same. A
 * tool's answer is not: it holds the names of files, code and hashes that the model hands back to tools, which must
 * find them byte for byte; and composing can bring forth a backtick or a semicolon where none was. Linear time.
 */
public final class InputCleaning {
    /** As the Unicode standard's stream-safe format: sorting longer runs of marks takes quadratic time. */
    private static final int MOST_MARKS = 30;

    private InputCleaning() {}

    /** The words of a caller, cleaned. */
    public static Cleaned ofCaller(String text) {
        Cleaned composed = composed(text);
        return composed.then(ofTool(composed.text()));
    }

    /** The answer of a tool, cleaned. */
    public static Cleaned ofTool(String text) {
        Cleaned visible = visible(text);
        return visible.then(RoleTokens.escape(visible.text()));
    }

    /** The text as people see it, in a terminal and elsewhere. */
    static Cleaned visible(String text) {
        Cleaned plain = TerminalText.strip(text);
        String shown = HiddenText.strip(plain.text());
        int hidden = plain.text().codePointCount(0, plain.text().length()) - shown.codePointCount(0, shown.length());
        return plain.then(Cleaned.of(shown, "hidden", hidden));
    }

    private static Cleaned composed(String text) {
        if (longestRunOfMarks(text) > MOST_MARKS || Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return Cleaned.unchanged(text);
        }
        return Cleaned.of(Normalizer.normalize(text, Normalizer.Form.NFC), "composed", 1);
    }

    private static int longestRunOfMarks(String text) {
        int longest = 0;
        int run = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            run = mark(text.codePointAt(at)) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean mark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
