package dev.vedette.agent.limit;

/**
 * Amounts of what is used up. Providers report them and could report anything, so each stays below a bound at which
 * thousands of sums cannot overflow.
 *
 * @param nanoDollars billionths of a US dollar
 */
record Amounts(long steps, long inputTokens, long outputTokens, long nanoDollars) {
    static final long MOST = 1_000_000_000_000_000_000L;
    static final Amounts NONE = new Amounts(0, 0, 0, 0);

    /** One call of a model. */
    static final Amounts STEP = new Amounts(1, 0, 0, 0);

    long of(Limit limit) {
        return switch (limit) {
            case STEPS -> steps;
            case INPUT_TOKENS -> inputTokens;
            case OUTPUT_TOKENS -> outputTokens;
            case MONEY -> nanoDollars;
            default -> throw new IllegalArgumentException(limit + " is not used up");
        };
    }

    long tokens() {
        return bounded(inputTokens + outputTokens);
    }

    Amounts plus(Amounts other) {
        return new Amounts(
                bounded(steps + other.steps),
                bounded(inputTokens + other.inputTokens),
                bounded(outputTokens + other.outputTokens),
                bounded(nanoDollars + other.nanoDollars));
    }

    Amounts minus(Amounts other) {
        return new Amounts(
                steps - other.steps,
                inputTokens - other.inputTokens,
                outputTokens - other.outputTokens,
                nanoDollars - other.nanoDollars);
    }

    /** From 0 to {@link #MOST}. */
    static long bounded(long amount) {
        return Math.max(0, Math.min(MOST, amount));
    }
}
