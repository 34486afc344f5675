package dev.vedette.agent.content;

import java.util.Map;
import java.util.TreeMap;

/**
 * A text after cleaning. Immutable.
 *
 * @param text the very same instance that was given when nothing had to change
 * @param counts how often what was changed, such as {@code images: 2}; empty when nothing was
 */
public record Cleaned(String text, Map<String, Integer> counts) {
    public Cleaned {
        counts = Map.copyOf(counts);
    }

    /** Nothing had to change. */
    static Cleaned unchanged(String text) {
        return new Cleaned(text, Map.of());
    }

    /** Something of one kind was changed so often; zero times is unchanged. */
    static Cleaned of(String text, String what, int times) {
        return new Cleaned(text, times == 0 ? Map.of() : Map.of(what, times));
    }

    /** What a further step made of this text, with the counts of both. */
    public Cleaned then(Cleaned next) {
        return new Cleaned(next.text, sum(counts, next.counts));
    }

    /** This text and the one behind it, with the counts of both. */
    Cleaned followedBy(Cleaned next) {
        return new Cleaned(text + next.text, sum(counts, next.counts));
    }

    /** Whether anything was changed. */
    public boolean changed() {
        return !counts.isEmpty();
    }

    static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> sum = new TreeMap<>(one);
        other.forEach((what, times) -> sum.merge(what, times, Integer::sum));
        return sum;
    }
}
