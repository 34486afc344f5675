package dev.vedette.agent.content;

import dev.vedette.inspection.Sighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks the secrets of a stream. The last characters are held back, so that no secret is let go before its end is seen;
 * more of them while they are in something that can be a secret: one that is found already and goes on, or a long run of
 * the characters that tokens are made of. What was let go stays a while as context, for names that stand before their
 * values. Not thread-safe. Every character is looked at a bounded number of times.
 */
final class SecretStream {
    /** What is longer is let go in pieces, each masked where the whole would be. */
    static final int MOST_HELD = 32_768;

    private static final int CONTEXT = 512;
    private static final int SHORTEST_WINDOW = 64;
    /** How much of a secret that is longer than what is held tells the rules that it goes on. */
    private static final int HEAD = 256;

    private static final int BEFORE_HEAD = 64;
    /** Base64 is read in groups, so a run must not be cut within one. */
    private static final int GROUP = 4;

    private static final String NOT_IN_TOKENS = "\"'`,;<>(){}[]&";

    private final SecretMask mask;
    private final int window;
    private final int step;
    /** What was let go lately, then what is held. */
    private final StringBuilder text = new StringBuilder();

    private int released;
    private int nextLook;

    SecretStream(SecretMask mask, int window) {
        if (window < SHORTEST_WINDOW || window > MOST_HELD / 2) {
            throw new IllegalArgumentException("the window must be from " + SHORTEST_WINDOW + " to " + MOST_HELD / 2);
        }
        this.mask = mask;
        this.window = window;
        this.step = window / 4;
        this.nextLook = window + step;
    }

    Cleaned feed(String chunk) {
        StringBuilder out = new StringBuilder();
        int secrets = 0;
        int from = 0;
        // A huge chunk is taken in pieces, so that what is looked at at once stays bounded.
        while (from < chunk.length()) {
            int to = Math.min(chunk.length(), from + MOST_HELD);
            text.append(chunk, from, to);
            from = to;
            if (text.length() - released >= nextLook) {
                secrets += look(false, out);
            }
        }
        return Cleaned.of(out.toString(), "secrets", secrets);
    }

    Cleaned flush() {
        StringBuilder out = new StringBuilder();
        int secrets = look(true, out);
        return Cleaned.of(out.toString(), "secrets", secrets);
    }

    private int look(boolean end, StringBuilder out) {
        List<Sighting> found = mask.find(text.toString());
        int cut = end ? text.length() : cut(found);
        Sighting open = null;
        if (text.length() - cut > MOST_HELD) {
            cut = text.length() - window;
            open = around(found, cut);
        }
        int secrets = write(found, cut, out);
        forget(cut, open);
        int held = text.length() - released;
        nextLook = held + Math.max(step, held / 2);
        return secrets;
    }

    /** The position up to which everything is certain. */
    private int cut(List<Sighting> found) {
        int cut = Math.max(released, text.length() - window);
        boolean moved = true;
        while (moved) {
            int start = runStart(cut);
            Sighting secret = around(found, start);
            int next = Math.max(released, secret == null ? start : secret.start());
            moved = next < cut;
            cut = next;
        }
        return cut;
    }

    private static @Nullable Sighting around(List<Sighting> found, int position) {
        for (Sighting secret : found) {
            if (secret.start() < position && secret.end() > position) {
                return secret;
            }
        }
        return null;
    }

    private int runStart(int position) {
        int start = position;
        if (position < text.length() && inToken(text.charAt(position))) {
            while (start > released && inToken(text.charAt(start - 1))) {
                start--;
            }
        }
        return start;
    }

    private static boolean inToken(char character) {
        return character > ' ' && character < 0x7F && NOT_IN_TOKENS.indexOf(character) < 0;
    }

    private int write(List<Sighting> found, int cut, StringBuilder out) {
        int at = released;
        int secrets = 0;
        for (Sighting secret : found) {
            if (secret.end() > released && secret.start() < cut) {
                out.append(text, at, Math.max(at, secret.start())).append(secret.masked());
                at = Math.min(cut, secret.end());
                secrets++;
            }
        }
        out.append(text, at, cut);
        return secrets;
    }

    /**
     * Drops what is no longer needed as context.
     *
     * @param open the secret in which the text was cut, or null; its beginning then becomes the context, so that what
     *     follows is known for its continuation
     */
    private void forget(int cut, @Nullable Sighting open) {
        if (open != null) {
            int from = Math.max(0, open.start() - BEFORE_HEAD);
            String head = text.substring(from, Math.min(cut, open.start() + HEAD));
            text.replace(0, cut, head);
            released = head.length();
            return;
        }
        int from = Math.max(0, cut - CONTEXT);
        int run = from;
        while (run > 0 && inToken(text.charAt(run - 1))) {
            run--;
        }
        from -= (from - run) % GROUP;
        text.delete(0, from);
        released = cut - from;
    }
}
