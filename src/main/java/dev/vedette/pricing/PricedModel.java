package dev.vedette.pricing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model and what it costs over time. Immutable.
 *
 * @param name as the table has it, in lower case; it may hold one {@code *} for any text
 * @param prices the first that holds is taken
 */
public record PricedModel(String name, List<Price> prices) {
    public PricedModel {
        prices = List.copyOf(prices);
    }

    /** The price at a moment, or null when there is none for it. */
    @Nullable
    Price at(Instant moment) {
        for (Price price : prices) {
            if (price.covers(moment)) {
                return price;
            }
        }
        return null;
    }
}
