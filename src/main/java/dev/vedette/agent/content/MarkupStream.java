package dev.vedette.agent.content;

/**
 * Holds the Markdown of a stream to a policy. Blocks that are over are certain and let go; of a paragraph that goes on,
 * the words before its first markup; of a fenced block of code, the lines that are over. The list item in which the
 * stream is stays as context, for it decides what the next lines are. Not thread-safe.
 */
final class MarkupStream {
    /** A block that is longer loses its markup. */
    private static final int MOST_HELD = 32_768;

    private static final int STEP = 32;
    private static final int SHARE = 8;
    private static final int LONGEST_FENCE = 200;
    /** So much of a paragraph stays as context before it is shortened. */
    private static final int MOST_WORDS = 512;

    private static final String BEGINNINGS = ":/wW";
    private static final int LONGEST_BEGINNING = 64;
    /** Stands for the words before, in a paragraph that goes on. */
    private static final String PARAGRAPH = "x ";

    private final MarkupCleaning cleaning;
    /** What was let go and is needed as context, then what is held. */
    private final StringBuilder text = new StringBuilder();

    private int released;
    private int nextLook;
    /** Once a block was too long, nobody can say any more which block the stream is in. */
    private boolean inert;

    MarkupStream(MarkupCleaning cleaning) {
        this.cleaning = cleaning;
    }

    Cleaned feed(String chunk) {
        Cleaned out = Cleaned.unchanged("");
        // A huge chunk is taken in pieces, so that what is parsed at once stays bounded.
        for (int from = 0; from < chunk.length(); from += MOST_HELD / 2) {
            text.append(chunk, from, Math.min(chunk.length(), from + MOST_HELD / 2));
            if (inert) {
                out = out.followedBy(withoutMarkup());
            } else if (text.length() >= nextLook) {
                out = out.followedBy(look());
            }
        }
        return out;
    }

    Cleaned flush() {
        Cleaned out = inert
                ? cleaning.inert(text.substring(released))
                : cleaning.clean(text.substring(0, released), text.substring(released));
        text.setLength(0);
        released = 0;
        return out;
    }

    private Cleaned look() {
        String whole = text.toString();
        if (!Markup.readable(whole)) {
            return giveUp();
        }
        OpenBlock open = OpenBlock.of(whole);
        int certain = Math.max(released, open.certain());
        Cleaned out = cleaning.clean(whole.substring(0, released), whole.substring(released, certain));
        forget(open, certain);
        if (text.length() > MOST_HELD) {
            return out.followedBy(shorten(open));
        }
        // Looking again only after a share more keeps the work linear in long blocks.
        nextLook = text.length() + Math.max(STEP, text.length() / SHARE);
        return out;
    }

    private void forget(OpenBlock open, int certain) {
        String fence = open.fence();
        if (fence != null && fence.length() <= LONGEST_FENCE && certain >= fence.length() + open.context()) {
            text.replace(0, certain, fence);
            released = fence.length();
            return;
        }
        int context = Math.min(open.context(), certain);
        text.delete(0, context);
        released = certain - context;
        if (open.paragraph() && released > MOST_WORDS) {
            text.replace(0, released, PARAGRAPH);
            released = PARAGRAPH.length();
        }
    }

    /** Goes on in a long paragraph; in any other long block, nothing is certain any more. */
    private Cleaned shorten(OpenBlock open) {
        if (!open.paragraph()) {
            return giveUp();
        }
        Cleaned out = withoutMarkup();
        text.insert(0, PARAGRAPH);
        released = PARAGRAPH.length();
        return out;
    }

    private Cleaned giveUp() {
        inert = true;
        return withoutMarkup();
    }

    /** Lets go all but what could be the beginning of an address; where there is no end of that, a space breaks it. */
    private Cleaned withoutMarkup() {
        int end = text.length();
        int least = Math.max(released, end - LONGEST_BEGINNING);
        while (end > least && BEGINNINGS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        boolean cut = end == least && end > released;
        Cleaned out = cleaning.inert(text.substring(released, end) + (cut ? " " : ""));
        text.delete(0, end);
        released = 0;
        return out;
    }
}
