package dev.vedette.agent.limit;

import dev.vedette.agent.model.TokenCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** What models cost, as whoever pays for them says. Implementations are thread-safe and quick. */
@FunctionalInterface
public interface TokenPrice {
    /** The price of this model, or empty if it is not known. */
    Optional<Price> of(String model);

    /** No price is known. */
    static TokenPrice unknown() {
        return model -> Optional.empty();
    }

    /** The prices of these models, by their exact names. */
    static TokenPrice of(Map<String, Price> prices) {
        Map<String, Price> known = Map.copyOf(prices);
        return model -> Optional.ofNullable(known.get(model));
    }

    /**
     * A price in US dollars for a million tokens, none negative. Immutable.
     *
     * @param cachedInput for input that the provider had kept
     */
    record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        /** Dollars for a million tokens are millionths of a dollar for one, so thousand times as many billionths. */
        private static final BigDecimal NANOS = BigDecimal.valueOf(1_000);

        private static final BigDecimal MOST = BigDecimal.valueOf(Amounts.MOST);

        public Price {
            if (input.signum() < 0 || cachedInput.signum() < 0 || output.signum() < 0) {
                throw new IllegalArgumentException("A price cannot be negative.");
            }
        }

        /** So many dollars for a million tokens, cached input at the price of any other: {@code usd("0.25", "2")}. */
        public static Price usd(String input, String output) {
            return new Price(new BigDecimal(input), new BigDecimal(input), new BigDecimal(output));
        }

        /** The same with another price for input that the provider had kept. */
        public Price cached(String price) {
            return new Price(input, new BigDecimal(price), output);
        }

        /** Billionths of a dollar, rounded up; none of the input is taken to be cached. */
        long nanoDollars(long inputTokens, long outputTokens) {
            return nanoDollars(new TokenCount(inputTokens, outputTokens, 0, 0, true));
        }

        long nanoDollars(TokenCount tokens) {
            long cached = Math.min(tokens.cacheRead(), tokens.input());
            BigDecimal sum = input.multiply(BigDecimal.valueOf(tokens.input() - cached))
                    .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
                    .add(output.multiply(BigDecimal.valueOf(tokens.output())));
            return sum.multiply(NANOS)
                    .setScale(0, RoundingMode.CEILING)
                    .min(MOST)
                    .longValue();
        }

        /** How many output tokens so many billionths of a dollar buy. */
        long outputFor(long nanoDollars) {
            if (output.signum() == 0) {
                return Amounts.MOST;
            }
            return BigDecimal.valueOf(Math.max(0, nanoDollars))
                    .divide(output.multiply(NANOS), 0, RoundingMode.DOWN)
                    .min(MOST)
                    .longValue();
        }
    }
}
