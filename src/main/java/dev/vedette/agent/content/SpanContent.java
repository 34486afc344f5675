package dev.vedette.agent.content;

/**
 * Makes content fit for a span's attributes: secrets masked, then cut to a length. What cannot be masked is dropped.
 * Thread-safe.
 */
public final class SpanContent {
    /** Stands for a text that could not be masked. */
    public static final String DROPPED = "[dropped: secrets could not be masked]";

    private final SecretMask mask;
    private final int most;

    /**
     * Content of bounded length.
     *
     * @param most so many UTF-16 units of a text are kept, and the notice that it was cut comes after them
     * @throws IllegalArgumentException if it is not positive
     */
    public SpanContent(SecretMask mask, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the length of content must be positive");
        }
        this.mask = mask;
        this.most = most;
    }

    /** The text as it may be told. Never throws for anything in the text. */
    public String mask(String text) {
        String masked;
        try {
            masked = mask.mask(text).text();
        } catch (RuntimeException failed) {
            // Telemetry must neither break the run nor let the text out; what failed could quote it.
            return DROPPED;
        }
        if (masked.length() <= most) {
            return masked;
        }
        int end = Character.isHighSurrogate(masked.charAt(most - 1)) ? most - 1 : most;
        return masked.substring(0, end) + "[cut: " + (masked.length() - end) + " more characters]";
    }
}
