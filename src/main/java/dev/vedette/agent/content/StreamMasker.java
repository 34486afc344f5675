package dev.vedette.agent.content;

import java.util.Map;

/**
 * Cleans an answer while it is still being written, as {@link OutputCleaning} cleans the whole of it, and lets go only
 * what is certain. Behind the last character by the window for secrets, and then by the rest of a paragraph that holds
 * markup. Two things it must decide without knowing the rest: markup that refers to a definition further down becomes
 * plain text, and rules that look for a word anywhere in a text find it only near by. For one stream and one thread;
 * takes linear time in all and bounded memory.
 */
public final class StreamMasker {
    /** How many characters are held back at least. */
    public static final int DEFAULT_WINDOW = 256;

    private final VisibleStream visible = new VisibleStream();
    private final SecretStream secrets;
    private final MarkupStream markup;
    private final OutputPolicy policy;
    private Map<String, Integer> counts = Map.of();

    /** For one answer, with the default window. */
    public StreamMasker(OutputPolicy policy, SecretMask mask) {
        this(policy, mask, DEFAULT_WINDOW);
    }

    /**
     * For one answer.
     *
     * @param window how many UTF-16 units are held back, from 64 to 16,384; longer secrets are recognised by their shape
     * @throws IllegalArgumentException if the window is out of range
     */
    public StreamMasker(OutputPolicy policy, SecretMask mask, int window) {
        this.policy = policy;
        this.secrets = new SecretStream(mask, window);
        this.markup = new MarkupStream(new MarkupCleaning(policy));
    }

    /**
     * The next piece of the answer.
     *
     * @return what may be told now, empty if nothing
     * @throws RuntimeException if it cannot be cleaned; nothing of the rest must then be told
     */
    public String feed(String chunk) {
        Cleaned shown = visible.feed(chunk);
        return markup(masked(shown), false);
    }

    /** The answer is over: what may be told of the rest. Nothing can be fed afterwards. */
    public String flush() {
        Cleaned last = masked(visible.flush());
        if (policy.maskSecrets()) {
            last = last.followedBy(secrets.flush());
        }
        return markup(last, true);
    }

    /** How often what was changed so far. */
    public Map<String, Integer> counts() {
        return counts;
    }

    private Cleaned masked(Cleaned shown) {
        return policy.maskSecrets() ? shown.then(secrets.feed(shown.text())) : shown;
    }

    private String markup(Cleaned masked, boolean over) {
        Cleaned out = masked;
        if (!policy.keepsMarkup()) {
            out = masked.then(markup.feed(masked.text()));
            if (over) {
                out = out.followedBy(markup.flush());
            }
        }
        counts = Cleaned.sum(counts, out.counts());
        return out.text();
    }
}
