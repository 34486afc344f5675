package dev.vedette.pricing;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a million tokens of each class cost, in US dollars. A class without a rate is charged as the class that it is a
 * part of: cached input as input, reasoning as output. Immutable.
 *
 * @param usdPerMillion finite and not negative
 */
public record Rates(Map<TokenClass, Double> usdPerMillion) {
    public Rates {
        usdPerMillion.forEach((kind, usd) -> {
            if (!(usd >= 0) || usd.isInfinite()) {
                throw new IllegalArgumentException("the price of " + kind.key() + " is no amount of money");
            }
        });
        usdPerMillion = Map.copyOf(usdPerMillion);
    }

    /** The rate of a class, or of the class it is charged as; null where neither is known. */
    public @Nullable Double of(TokenClass kind) {
        for (TokenClass next = kind; next != null; next = next.otherwise()) {
            Double usd = usdPerMillion.get(next);
            if (usd != null) {
                return usd;
            }
        }
        return null;
    }

    /** Whether the class has a price of its own. */
    boolean separates(TokenClass kind) {
        return usdPerMillion.containsKey(kind);
    }

    /** These rates, and those of {@code base} where these say nothing. */
    Rates over(Rates base) {
        Map<TokenClass, Double> all = new EnumMap<>(TokenClass.class);
        all.putAll(base.usdPerMillion);
        all.putAll(usdPerMillion);
        return new Rates(all);
    }
}
