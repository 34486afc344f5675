package dev.vedette.agent.content;

import java.util.List;
import java.util.Map;

/** Holds Markdown to a policy, leaving the source of all the rest as it is. Immutable and thread-safe. */
final class MarkupCleaning {
    /** What an edit puts in is plain text, so one more look finds nothing but what contrived texts bring forth. */
    private static final int MOST_ROUNDS = 3;

    private final OutputPolicy policy;

    MarkupCleaning(OutputPolicy policy) {
        this.policy = policy;
    }

    /**
     * A region, cleaned as it reads behind its context. Text that cannot be parsed in bounded time loses all its markup.
     *
     * @param context what stands before the region and tells in which blocks it is; may be empty
     */
    Cleaned clean(String context, String region) {
        String current = region;
        Map<String, Integer> counts = Map.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String text = context.isEmpty() ? current : context + current;
            if (!Markup.readable(text)) {
                break;
            }
            List<Edit> edits = MarkupEdits.of(text, policy).stream()
                    .filter(edit -> edit.end() > context.length())
                    .toList();
            if (edits.isEmpty()) {
                return new Cleaned(current, counts);
            }
            Cleaned edited = Edit.apply(edits, text, context.length(), text.length());
            current = edited.text();
            counts = Cleaned.sum(counts, edited.counts());
        }
        return new Cleaned(current, counts).then(inert(current));
    }

    /** The text without any markup. */
    Cleaned inert(String text) {
        String inert = InertText.of(text, policy.links() != OutputPolicy.Links.KEEP);
        return inert.equals(text) ? Cleaned.unchanged(text) : Cleaned.of(inert, "markup", 1);
    }
}
