package dev.vedette.telemetry;

import java.util.Set;

/** What instrumentations write in the place of what they were told not to capture, or have not got. */
public final class Placeholder {
    private static final Set<String> CONTENT = Set.of("__REDACTED__", "<REDACTED>", "[REDACTED]");

    /** Whatever is longer need not be hashed to know that it is none of them: most texts are, and by far. */
    private static final int LONGEST =
            CONTENT.stream().mapToInt(String::length).max().orElse(0);

    /** Logfire goes on with what made it scrub. */
    private static final String SCRUBBED = "[Scrubbed due to ";

    /** Micrometer must give every key a value. */
    private static final String NO_VALUE = "none";

    private Placeholder() {}

    /**
     * Whether a text says that its sender holds content back. An empty one does not: there may have been nothing to say.
     * Nor does one that goes on behind a placeholder: that is content which speaks of one.
     */
    public static boolean isHeldBack(String text) {
        return (text.length() <= LONGEST && CONTENT.contains(text))
                || (text.startsWith(SCRUBBED) && text.indexOf(']') == text.length() - 1);
    }

    /** Whether a text stands for content that is not there: it is empty or held back. */
    public static boolean isNoContent(String text) {
        return text.isEmpty() || isHeldBack(text);
    }

    /** Whether a text stands for a name or id that is not there; as content it could be what somebody said. */
    public static boolean isNoValue(String text) {
        return isNoContent(text) || text.equals(NO_VALUE);
    }
}
