package dev.vedette.storage;

import org.jspecify.annotations.Nullable;

/** Tokens and money. Immutable. */
record Bill(long input, long output, @Nullable Double cost) {
    static final Bill NOTHING = new Bill(0, 0, null);

    Bill plus(Bill other) {
        Double sum = cost == null || other.cost == null
                ? (cost == null ? other.cost : cost)
                : Double.valueOf(cost + other.cost);
        return new Bill(Totals.plus(input, other.input), Totals.plus(output, other.output), sum);
    }

    /**
     * The bill of a trace whose root has this bill and whose other spans have that one. A root that has exactly the
     * tokens of all others only repeats them; the sender may not have told it, and its children came in other batches.
     */
    Bill ofTrace(Bill others) {
        boolean repeats = input + output != 0 && input == others.input && output == others.output;
        return repeats ? new Bill(input, output, others.cost == null ? cost : others.cost) : others.plus(this);
    }
}
