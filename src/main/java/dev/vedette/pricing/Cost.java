package dev.vedette.pricing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an operation cost, or why that is not known. Unknown is not free. Immutable. */
public sealed interface Cost {
    /** The cost and where it comes from, in one line for people. */
    String explanation();

    /** As the sender said; nothing is more right than that. */
    record Reported(double usd) implements Cost {
        @Override
        public String explanation() {
            return "reported by the sender";
        }
    }

    /**
     * Worked out from a list price.
     *
     * @param model the entry of the price table
     * @param parts what it is the sum of
     */
    record Computed(String model, List<Part> parts) implements Cost {
        public Computed {
            parts = List.copyOf(parts);
        }

        /** In US dollars. */
        public double usd() {
            return parts.stream().mapToDouble(Part::usd).sum();
        }

        @Override
        public String explanation() {
            return model + ": "
                    + (parts.isEmpty()
                            ? "no tokens"
                            : parts.stream().map(Part::words).collect(Collectors.joining(" + ")));
        }
    }

    /**
     * Tokens of one class at their price.
     *
     * @param usdPerMillion in US dollars for a million tokens
     */
    record Part(TokenClass kind, long tokens, double usdPerMillion) {
        double usd() {
            return tokens * usdPerMillion / 1e6;
        }

        private String words() {
            String price = new java.math.BigDecimal(Double.toString(usdPerMillion))
                    .stripTrailingZeros()
                    .toPlainString();
            return String.format(Locale.ROOT, "%,d %s × $%s/M", tokens, kind.words(), price);
        }
    }

    /** No price is known for the model at that time. */
    record UnknownModel() implements Cost {
        @Override
        public String explanation() {
            return "the price table has no price for this model at that time";
        }
    }

    /**
     * There is a price, but the sender did not say how many tokens.
     *
     * @param model the entry of the price table
     */
    record UnknownTokens(String model) implements Cost {
        @Override
        public String explanation() {
            return model + ": the sender did not say how many tokens";
        }
    }
}
