package dev.vedette.agent.limit;

import java.math.BigDecimal;

/**
 * What was used. Immutable.
 *
 * @param steps calls of models
 * @param usd US dollars, for models whose price is known
 */
public record Spent(long steps, long inputTokens, long outputTokens, BigDecimal usd) {
    private static final int NANO_DIGITS = 9;

    static Spent of(Amounts used) {
        return new Spent(
                used.steps(),
                used.inputTokens(),
                used.outputTokens(),
                BigDecimal.valueOf(used.nanoDollars(), NANO_DIGITS));
    }
}
