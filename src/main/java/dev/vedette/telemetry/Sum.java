package dev.vedette.telemetry;

/** Adds whole numbers that senders tell, so that none of them can turn a total into its opposite. */
public final class Sum {
    private Sum() {}

    /** The sum, or the nearest number that there is. */
    public static long of(long one, long other) {
        long sum = one + other;
        boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
        return overflown ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
