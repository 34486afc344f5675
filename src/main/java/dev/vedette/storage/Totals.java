package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sums over spans and log records that no sender can make overflow. Not thread-safe. */
final class Totals {
    private static final double COST_LIMIT = 1e12;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

    long spans;
    long errors;
    long inputTokens;
    long outputTokens;
    double costUsd;
    long priced;
    long estimated;
    long unpriced;
    long durationNanos;

    /** Counts a call. */
    void addCall(Activity activity, long nanos) {
        spans++;
        errors += activity.status().isError() ? 1 : 0;
        durationNanos = plus(durationNanos, Math.max(0, nanos));
    }

    /** Adds what is the record's own. */
    void addUsage(Usage usage) {
        if (usage.own()) {
            inputTokens = plus(inputTokens, zeroIfNull(usage.inputTokens()));
            outputTokens = plus(outputTokens, zeroIfNull(usage.outputTokens()));
            Double cost = sane(usage.costUsd());
            if (cost != null) {
                costUsd += cost;
                priced++;
                estimated += usage.costEstimated() ? 1 : 0;
            }
            unpriced += usage.lacksCost() ? 1 : 0;
        }
    }

    /** A cost that can be added up: null for what is no number, and no more than anything ever cost. */
    static @Nullable Double sane(@Nullable Double cost) {
        return cost == null || cost.isNaN() ? null : Double.valueOf(Math.max(-COST_LIMIT, Math.min(COST_LIMIT, cost)));
    }

    /** The sum, or the nearest number that there is. */
    static long plus(long one, long other) {
        long sum = one + other;
        boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
        return overflown ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** The number, or the nearest that there is; 0 for null. */
    static long saturated(@Nullable BigDecimal number) {
        if (number == null) {
            return 0;
        }
        return number.min(MOST).max(LEAST).longValue();
    }

    private static long zeroIfNull(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
