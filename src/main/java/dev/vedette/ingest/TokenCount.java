package dev.vedette.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on token counts that leads to one rule: input includes what was read from and written to a cache, output
 * includes reasoning. Null is a count that was not told.
 */
final class TokenCount {
    /** Beyond any model's window by far; keeps sums from overflowing. */
    private static final long MOST = 1_000_000_000_000L;

    private TokenCount() {}

    /** The count if it can be true, else null. */
    static @Nullable Long believed(@Nullable Long count) {
        return count != null && count >= 0 && count <= MOST ? count : null;
    }

    /** The sum of the counts that were told, or null when none was. */
    static @Nullable Long sum(@Nullable Long... counts) {
        Long sum = null;
        for (Long count : counts) {
            Long good = believed(count);
            if (good != null) {
                sum = sum == null ? good : Long.valueOf(sum + good);
            }
        }
        return sum;
    }

    /** What is left of a total; null when either was not told or the part is larger. */
    static @Nullable Long difference(@Nullable Long total, @Nullable Long part) {
        return total == null || part == null || part > total ? null : Long.valueOf(total - part);
    }

    /**
     * Input tokens with cached ones, where it is not known whether the sender left them out as Anthropic's own counts
     * do: no count that includes them can be smaller than they are.
     */
    static @Nullable Long withCache(@Nullable Long input, @Nullable Long read, @Nullable Long write) {
        Long cached = sum(read, write);
        return input == null || cached == null || cached <= input ? input : Long.valueOf(input + cached);
    }
}
