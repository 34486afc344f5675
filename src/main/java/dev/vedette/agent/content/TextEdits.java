package dev.vedette.agent.content;

import java.util.List;
import java.util.Locale;

/**
 * Finds in Markdown's plain text what other readers than CommonMark's make markup of: bare addresses, images whose
 * address has spaces, and elements that are not quite HTML. Linear time.
 */
final class TextEdits {
    private static final String COLON_AND_SLASHES = "://";
    private static final String WEB = "www.";
    private static final List<String> ELEMENTS = List.of(
            "img", "image", "script", "iframe", "frame", "object", "embed", "svg", "video", "audio", "source", "link",
            "style", "meta", "base", "form", "input", "button", "a", "area", "picture", "body", "table", "portal");

    private final String source;
    private final OutputPolicy policy;

    TextEdits(String source, OutputPolicy policy) {
        this.source = source;
        this.policy = policy;
    }

    void find(int start, int end, List<Edit> edits) {
        boolean image = false;
        int at = start;
        while (at < end) {
            int next = at + 1;
            switch (source.charAt(at)) {
                case '<' -> element(at, end, edits);
                case '!' -> image |= source.startsWith("![", at);
                case ']' -> imageAddress(image, at, edits);
                case ':', 'w', 'W' -> next = address(at, start, end, edits);
                default -> {}
            }
            at = next;
        }
    }

    /** A tag's opening must be followed by its name at once. */
    private void element(int at, int end, List<Edit> edits) {
        int name = at + 1 < end && source.charAt(at + 1) == '/' ? at + 2 : at + 1;
        for (String element : ELEMENTS) {
            int after = name + element.length();
            boolean named = source.regionMatches(true, name, element, 0, element.length());
            if (named && (after >= source.length() || !Character.isLetterOrDigit(source.charAt(after)))) {
                edits.add(new Edit(at, at + 1, "< ", "html"));
                return;
            }
        }
    }

    private void imageAddress(boolean image, int at, List<Edit> edits) {
        if (image && policy.removeRemoteImages() && source.startsWith("](", at)) {
            edits.add(new Edit(at, at + 1, "] ", "images"));
        }
    }

    /** Looks for an address around this place; answers where to go on. */
    private int address(int at, int from, int to, List<Edit> edits) {
        boolean web = source.regionMatches(true, at, WEB, 0, WEB.length())
                && (at == from || !Character.isLetterOrDigit(source.charAt(at - 1)));
        if (!web && !source.startsWith(COLON_AND_SLASHES, at)) {
            return at + 1;
        }
        int start = web ? at : schemeStart(at, from);
        String scheme = source.substring(start, at);
        if (!web && !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return at + 1;
        }
        int end = addressEnd(at, to);
        Destination destination = Destination.of((web ? "//" : "") + source.substring(start, end));
        if (policy.links() != OutputPolicy.Links.KEEP && !policy.allowsLink(destination)) {
            boolean joins = start > 0 && MarkupEdits.joins(source.charAt(start - 1));
            edits.add(new Edit(start, end, (joins ? " " : "") + destination.shown(), "links"));
        }
        return end;
    }

    private int schemeStart(int colon, int from) {
        int longest = "https".length();
        int start = colon;
        while (start > from && colon - start < longest && Character.isLetter(source.charAt(start - 1))) {
            start--;
        }
        String letters = source.substring(start, colon);
        int plain = letters.toLowerCase(Locale.ROOT).lastIndexOf("http");
        return plain < 0 ? start : start + plain;
    }

    private int addressEnd(int from, int to) {
        int end = from;
        int open = 0;
        while (end < to && source.charAt(end) > ' ' && "<>\"`[]".indexOf(source.charAt(end)) < 0 && open >= 0) {
            char character = source.charAt(end);
            open += character == '(' ? 1 : character == ')' ? -1 : 0;
            end += open < 0 ? 0 : 1;
        }
        while (end > from + COLON_AND_SLASHES.length() && ".,;:!?'*~".indexOf(source.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
