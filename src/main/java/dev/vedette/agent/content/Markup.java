package dev.vedette.agent.content;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Markdown as CommonMark reads it, with the place of everything in the source. */
final class Markup {
    /** The parser takes more than linear time for some texts; so long a text is read in well under a second. */
    static final int LONGEST = 65_536;

    /** Quotes and lists open in one line; each costs the parser a look at every later line. */
    private static final int MOST_OPENINGS = 64;

    /**
     * From every pointed bracket and every address of a link, the parser may look through the rest of the paragraph. So
     * many looked-at characters take some hundredths of a second.
     */
    private static final long MOST_LOOKS = 8_000_000;

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private Markup() {}

    /** Whether the text is short and flat enough to be parsed. */
    static boolean readable(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        long looks = 0;
        int paragraph = 0;
        int line = 0;
        while (line < text.length()) {
            if (openings(text, line) > MOST_OPENINGS) {
                return false;
            }
            int end = text.indexOf('\n', line);
            int next = end < 0 ? text.length() : end + 1;
            if (next == text.length() || blank(text, line, next)) {
                looks += looks(text, paragraph, next);
                paragraph = next;
            }
            line = next;
        }
        return looks <= MOST_LOOKS;
    }

    private static boolean blank(String text, int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == to;
    }

    private static long looks(String text, int from, int to) {
        long starts = 0;
        for (int at = from; at < to; at++) {
            char character = text.charAt(at);
            boolean address = character == ']' && at + 1 < to && "(:".indexOf(text.charAt(at + 1)) >= 0;
            starts += character == '<' || address ? 1 : 0;
        }
        return starts * (to - from);
    }

    /** The document. Only for {@link #readable} text. */
    static Node parse(String text) {
        return PARSER.parse(text);
    }

    /**
     * The node after this one in the order of the source, or null after the last one of the tree. Without recursion, for
     * whoever writes the text decides how deep it is.
     *
     * @param inside whether the children of this one are wanted
     */
    static @Nullable Node next(Node node, Node root, boolean inside) {
        Node next = inside ? node.getFirstChild() : null;
        Node at = node;
        while (next == null && at != null && at != root) {
            next = at.getNext();
            at = at.getParent();
        }
        return next;
    }

    /** The position where a node begins, or -1 if the parser does not say. */
    static int start(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? -1 : spans.get(0).getInputIndex();
    }

    /** The position after a node, or -1 if the parser does not say. */
    static int end(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return -1;
        }
        SourceSpan last = spans.get(spans.size() - 1);
        return last.getInputIndex() + last.getLength();
    }

    /** How many quotes and list items a line can open at most. */
    private static int openings(String text, int line) {
        int openings = 0;
        for (int at = line; at < text.length() && openings <= MOST_OPENINGS; at++) {
            char character = text.charAt(at);
            boolean spaced = at + 1 < text.length() && " \t".indexOf(text.charAt(at + 1)) >= 0;
            if (character == '>' || ("-+*.)".indexOf(character) >= 0 && spaced)) {
                openings++;
            } else if (" \t0123456789".indexOf(character) < 0) {
                break;
            }
        }
        return openings;
    }
}
