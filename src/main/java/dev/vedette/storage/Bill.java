package dev.vedette.storage;

import dev.vedette.telemetry.Sum;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and money. Immutable.
 *
 * @param estimated whether some of the cost is
 * @param unpriced how many records have tokens and no cost
 */
record Bill(long input, long output, @Nullable Double cost, boolean estimated, int unpriced) {
    static final Bill NOTHING = new Bill(0, 0, null, false, 0);

    Bill plus(Bill other) {
        return new Bill(
                Sum.of(input, other.input),
                Sum.of(output, other.output),
                sum(cost, other.cost),
                estimated || other.estimated,
                unpriced + other.unpriced);
    }

    /**
     * Whether it has exactly the tokens of the other. A root that has those of all other spans of its trace only repeats
     * them, even when its sender did not tell and its children came in other batches.
     */
    boolean repeats(Bill others) {
        return input + output != 0 && input == others.input && output == others.output;
    }

    private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one + other;
    }
}
