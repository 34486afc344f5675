package dev.vedette.notify;

/**
 * Makes text that an agent may have written harmless for chat programs, terminals and the people who read them. Titles
 * hold names that agents made up, and evidence holds what they said.
 *
 * <ul>
 *   <li>Control, format and unassigned characters vanish (line breaks become blanks), and terminal sequences whole: no
 *       forged lines, no colours, no text that reads backwards or not at all.
 *   <li>{@code @channel} becomes {@code [at]channel}, and angle brackets become ‹ ›: no mention, no {@code <!here>}, no
 *       mark-up.
 *   <li>{@code https://evil.example/x} becomes {@code hxxps[:]//evil[.]example/x}, and {@code ](} is parted: no link to
 *       click on or to unfurl. Bare names such as {@code fs.read} or {@code evil.example} stay as they are: they cannot
 *       be told apart.
 * </ul>
 *
 * One pass, linear.
 */
final class InertText {
    private static final char ESCAPE = 0x1b;
    private static final int LONGEST_SEQUENCE = 32;

    private final String raw;
    private final int limit;
    private final StringBuilder text;
    private boolean inHost;

    private InertText(String raw, int limit) {
        this.raw = raw;
        this.limit = limit;
        this.text = new StringBuilder(Math.min(raw.length(), limit) + 16);
    }

    /** The text made harmless, on one line, of about {@code limit} characters at most. */
    static String of(String raw, int limit) {
        return new InertText(raw, limit).build();
    }

    private String build() {
        int at = 0;
        while (at < raw.length()) {
            if (text.length() >= limit) {
                return text.append('…').toString();
            }
            int point = raw.codePointAt(at);
            int next = at + Character.charCount(point);
            if (point == ESCAPE) {
                next = afterSequence(next);
            } else {
                append(point, at);
            }
            at = next;
        }
        return text.toString();
    }

    /** Where the text goes on after an escape character; only control sequences ({@code ESC [ … letter}) are known. */
    private int afterSequence(int at) {
        if (at >= raw.length() || raw.charAt(at) != '[') {
            return at;
        }
        int end = Math.min(raw.length(), at + LONGEST_SEQUENCE);
        for (int i = at + 1; i < end; i++) {
            if (raw.charAt(i) >= '@' && raw.charAt(i) <= '~') {
                return i + 1;
            }
        }
        return at;
    }

    private void append(int point, int at) {
        if (isBlank(point)) {
            inHost = false;
            text.append(' ');
            return;
        }
        if (isUnseen(point)) {
            return;
        }
        switch (point) {
            case '@' -> text.append("[at]");
            case '<' -> text.append('‹');
            case '>' -> text.append('›');
            case '.' -> {
                inHost = inHost || follows("www");
                text.append(inHost ? "[.]" : ".");
            }
            case '(' -> text.append(follows("]") ? " (" : "(");
            case ':' -> colon(at);
            default -> text.appendCodePoint(point);
        }
        if (inHost && point == '/' && !follows("[:]/") && !follows("[:]//")) {
            inHost = false;
        }
    }

    private void colon(int at) {
        if (!raw.startsWith("//", at + 1)) {
            text.append(':');
            return;
        }
        inHost = true;
        defuse("https");
        defuse("http");
        text.append("[:]");
    }

    private void defuse(String scheme) {
        if (follows(scheme)) {
            int start = text.length() - scheme.length();
            text.replace(start + 1, start + 3, "xx");
        }
    }

    private boolean follows(String end) {
        int start = text.length() - end.length();
        if (start < 0) {
            return false;
        }
        for (int i = 0; i < end.length(); i++) {
            if (Character.toLowerCase(text.charAt(start + i)) != end.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    private static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isVariationSelector(point);
        };
    }

    /** Invisible marks that can carry a hidden text of any length. */
    private static boolean isVariationSelector(int point) {
        return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
    }
}
