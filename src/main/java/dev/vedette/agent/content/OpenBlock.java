package dev.vedette.agent.content;

import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/**
 * The block at the end of a text that may go on.
 *
 * @param certain the position up to which nothing that follows changes what the text means
 * @param context the position from which the text must be read to know what follows, the start of a line
 * @param fence the opening line of the fenced block of code that goes on at the outermost level, or null
 * @param paragraph whether it is a paragraph at the outermost level
 */
record OpenBlock(int certain, int context, @Nullable String fence, boolean paragraph) {
    private static final String COLON_AND_SLASHES = "://";
    private static final String WEB = "www.";

    /** The last block of a readable text. */
    static OpenBlock of(String text) {
        Node document = Markup.parse(text);
        Node node = document;
        Node item = null;
        while (container(node) && node.getLastChild() != null) {
            node = node.getLastChild();
            item = item == null && node instanceof ListItem ? node : item;
        }
        int lines = text.lastIndexOf('\n') + 1;
        int start = lineStart(text, container(node) || Markup.start(node) < 0 ? text.length() : Markup.start(node));
        boolean outermost = node.getParent() == document;
        boolean over = over(text, node, lines);
        int certain = over || code(node) ? Math.max(start, lines) : words(node) ? plainUpTo(text, start) : start;
        int context = over && outermost ? certain : Math.min(certain, start);
        String fence = outermost && !over && node instanceof FencedCodeBlock
                ? text.substring(start, lineEnd(text, start))
                : null;
        boolean paragraph = outermost && !over && node instanceof Paragraph;
        return new OpenBlock(certain, item == null ? context : lineStart(text, Markup.start(item)), fence, paragraph);
    }

    private static boolean container(Node node) {
        return node instanceof Document
                || node instanceof BlockQuote
                || node instanceof ListBlock
                || node instanceof ListItem;
    }

    private static boolean code(Node node) {
        return node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock;
    }

    private static boolean words(Node node) {
        return node instanceof Paragraph || node instanceof Heading;
    }

    /** Whether no line that follows can belong to the block. */
    private static boolean over(String text, Node node, int lines) {
        int end = Markup.end(node);
        boolean lineOver = end >= 0 && end < lines;
        if (node instanceof FencedCodeBlock fenced) {
            return lineOver && fenced.getClosingFenceLength() != null;
        }
        if (node instanceof ThematicBreak || node instanceof Heading) {
            return lineOver;
        }
        boolean endsAtBlankLine = node instanceof Paragraph || node instanceof LinkReferenceDefinition;
        return endsAtBlankLine && lineOver && blankLine(text, end);
    }

    /** Whether a line without anything follows. */
    private static boolean blankLine(String text, int end) {
        int breaks = 0;
        for (int at = end; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character != '\n' && character != '\r' && character != ' ' && character != '\t') {
                return false;
            }
            breaks += character == '\n' ? 1 : 0;
        }
        return breaks > 1;
    }

    /** The position after the last whole word before the first thing that can be markup. */
    private static int plainUpTo(String text, int start) {
        int certain = start;
        for (int at = start; at < text.length() && !significant(text, at); at++) {
            if (text.charAt(at) == ' ' || text.charAt(at) == '\n') {
                certain = at + 1;
            }
        }
        return certain;
    }

    private static boolean significant(String text, int at) {
        return switch (text.charAt(at)) {
            case '[', '`', '\\', '<' -> true;
            case ':' -> text.startsWith(COLON_AND_SLASHES, at);
            case 'w', 'W' -> text.regionMatches(true, at, WEB, 0, WEB.length());
            default -> false;
        };
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }
}
