package dev.vedette.agent.content;

/** Makes text that no reader of Markdown or HTML takes for a link, an image or an element. Linear time. */
final class InertText {
    private static final String COLON_AND_SLASHES = "://";
    private static final String WEB = "www.";

    private InertText() {}

    /**
     * The text with round brackets for square and pointed ones and quotes for backticks.
     *
     * @param addresses whether bare addresses are broken as well
     */
    static String of(String text, boolean addresses) {
        StringBuilder inert = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            inert.append(
                    switch (character) {
                        case '[', '<' -> '(';
                        case ']', '>' -> ')';
                        case '`' -> '\'';
                        default -> character;
                    });
            boolean breaks = addresses && (text.startsWith(COLON_AND_SLASHES, at) || endsWeb(text, at));
            if (breaks) {
                inert.append(' ');
            }
        }
        return inert.toString();
    }

    /** Whether the last w of {@code www.} stands here. */
    private static boolean endsWeb(String text, int at) {
        int start = at - 2;
        return start >= 0 && text.regionMatches(true, start, WEB, 0, WEB.length());
    }
}
