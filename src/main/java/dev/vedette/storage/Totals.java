package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.MetricSeries;
import dev.vedette.telemetry.Sum;
import dev.vedette.telemetry.Usage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums over spans, log records or metrics that no sender can make overflow. Not thread-safe. */
final class Totals {
    private static final double COST_LIMIT = 1e12;
    /** More than anybody calls between two writes, and too little for a day of writes to leave a column of 64 bits. */
    private static final long CALLS_LIMIT = 1_000_000_000;

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
        durationNanos = Sum.of(durationNanos, Math.max(0, nanos));
    }

    /** Adds what is the record's own. */
    void addUsage(Usage usage) {
        if (usage.own()) {
            inputTokens = Sum.of(inputTokens, zeroIfNull(usage.inputTokens()));
            outputTokens = Sum.of(outputTokens, zeroIfNull(usage.outputTokens()));
            Double cost = sane(usage.costUsd());
            if (cost != null) {
                costUsd += cost;
                priced++;
                estimated += usage.costEstimated() ? 1 : 0;
            }
            unpriced += usage.lacksCost() ? 1 : 0;
        }
    }

    /** Adds an increase of what a metric counts. */
    void addMeasured(MetricReading reading, MetricSeries.Growth growth) {
        double amount = growth.value() * reading.scale();
        switch (reading.measure()) {
            case CALLS -> addCalls(Math.round(amount), reading);
            case TIMED_CALLS -> {
                addCalls(growth.count(), reading);
                durationNanos = Sum.of(durationNanos, Math.round(amount));
            }
            case DURATION -> durationNanos = Sum.of(durationNanos, Math.round(amount));
            case INPUT_TOKENS -> {
                inputTokens = Sum.of(inputTokens, Math.round(amount));
                addCost(reading, amount);
            }
            case OUTPUT_TOKENS -> {
                outputTokens = Sum.of(outputTokens, Math.round(amount));
                addCost(reading, amount);
            }
            case TOKENS_AMONG_OTHERS, COST -> addCost(reading, amount);
        }
    }

    private void addCalls(long told, MetricReading reading) {
        long calls = Math.max(0, Math.min(CALLS_LIMIT, told));
        spans = Math.min(CALLS_LIMIT, spans + calls);
        errors = reading.failed() ? Math.min(CALLS_LIMIT, errors + calls) : errors;
    }

    /** Tokens whose cost another metric tells cost nothing here and are not without a price either. */
    private void addCost(MetricReading reading, double amount) {
        Double each = reading.usdPerUnit();
        Double cost = each == null ? null : sane(each * amount);
        if (cost == null) {
            unpriced++;
        } else if (cost != 0) {
            costUsd += cost;
            priced++;
            estimated += reading.costEstimated() ? 1 : 0;
        }
    }

    /**
     * Adds sums to a table's rows by minute and group.
     *
     * @param names the columns of a new row besides, in their order
     * @param change binds the sums, then the minute and the key of the group
     * @param complete binds the names, from the twelfth parameter on
     */
    static <R> Upsert<R> upsert(String table, List<String> names, Upsert.Binder<R> change, Upsert.Binder<R> complete) {
        return new Upsert<>(
                "UPDATE " + table
                        + " SET spans = spans + ?, errors = errors + ?, input_tokens = input_tokens + ?,"
                        + " output_tokens = output_tokens + ?, cost_usd = cost_usd + ?, priced = priced + ?,"
                        + " estimated = estimated + ?, unpriced = unpriced + ?,"
                        + " duration_nanos = duration_nanos + ? WHERE at_minute = ? AND group_key = ?",
                change,
                "INSERT INTO " + table
                        + " (spans, errors, input_tokens, output_tokens, cost_usd, priced, estimated, unpriced,"
                        + " duration_nanos, at_minute, group_key, " + String.join(", ", names)
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" + ", ?".repeat(names.size()) + ")",
                complete);
    }

    /** Gives a statement the sums as its first nine parameters. */
    void bind(PreparedStatement statement) throws SQLException {
        statement.setLong(1, spans);
        statement.setLong(2, errors);
        statement.setBigDecimal(3, BigDecimal.valueOf(inputTokens));
        statement.setBigDecimal(4, BigDecimal.valueOf(outputTokens));
        statement.setDouble(5, costUsd);
        statement.setLong(6, priced);
        statement.setLong(7, estimated);
        statement.setLong(8, unpriced);
        statement.setBigDecimal(9, BigDecimal.valueOf(durationNanos));
    }

    /** A cost that can be added up: null for what is no number, and no more than anything ever cost. */
    static @Nullable Double sane(@Nullable Double cost) {
        return cost == null || cost.isNaN() ? null : Double.valueOf(Math.max(-COST_LIMIT, Math.min(COST_LIMIT, cost)));
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
