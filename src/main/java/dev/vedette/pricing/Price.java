package dev.vedette.pricing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs during a time. Immutable.
 *
 * @param rates for requests of ordinary length
 * @param tiers other rates for longer requests, the shortest first
 * @param from the first day (UTC), or null for ever since
 * @param until the day (UTC) after the last, or null for until further notice
 * @param hours the part of each day during which it holds, or null for all of it
 */
public record Price(
        Rates rates,
        List<Tier> tiers,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable Hours hours) {
    public Price {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("the price ends before it begins");
        }
        tiers = tiers.stream()
                .sorted(Comparator.comparingLong(Tier::above))
                .map(tier -> new Tier(tier.above(), tier.rates().over(rates)))
                .toList();
    }

    /** A price that always holds and knows no tiers. */
    public static Price always(Rates rates) {
        return new Price(rates, List.of(), null, null, null);
    }

    /**
     * The rates of a request whose whole input is longer than a number of tokens. They hold for all of its tokens, not
     * only for those beyond.
     *
     * @param above more input tokens than this
     */
    public record Tier(long above, Rates rates) {}

    /**
     * A part of each day, in UTC.
     *
     * @param from the first moment
     * @param until the first moment after it, later than {@code from}
     */
    public record Hours(LocalTime from, LocalTime until) {
        public Hours {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("the hours end before they begin");
            }
        }

        boolean cover(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }

    /** Whether it holds at a moment. */
    boolean covers(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return (from == null || !day.isBefore(from))
                && (until == null || day.isBefore(until))
                && (hours == null || hours.cover(LocalTime.ofInstant(at, ZoneOffset.UTC)));
    }

    /** The rates for a request with so many input tokens. */
    Rates ratesFor(long inputTokens) {
        Rates found = rates;
        for (Tier tier : tiers) {
            if (inputTokens > tier.above()) {
                found = tier.rates();
            }
        }
        return found;
    }
}
