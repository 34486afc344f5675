package dev.vedette.config;

import dev.vedette.pricing.Price;
import dev.vedette.pricing.PricedModel;
import dev.vedette.pricing.Rates;
import dev.vedette.pricing.TokenClass;
import dev.vedette.yaml.Section;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code models} of a price file: one price each, or a list of prices for different times. */
final class PriceReader {
    private static final double MOST = 1e6;
    private static final int LONGEST_INPUT = 1_000_000_000;

    private PriceReader() {}

    /** The models, one for each of their names; problems go to the section. */
    static List<PricedModel> models(Section section) {
        List<PricedModel> models = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String key : section.keys()) {
            Set<String> names = new LinkedHashSet<>(Set.of(key));
            List<Price> prices = new ArrayList<>();
            for (Section entry : section.oneOrMore(key)) {
                names.addAll(entry.texts("names"));
                Price price = price(entry);
                if (price != null) {
                    prices.add(price);
                }
                entry.finish();
            }
            for (String name : names) {
                String folded = name.strip().toLowerCase(Locale.ROOT);
                if (folded.indexOf('*') != folded.lastIndexOf('*')) {
                    section.problem(key, "may hold one '*' only");
                } else if (!taken.add(folded)) {
                    section.problem(key, "has a price already under the name '" + folded + "'");
                } else {
                    models.add(new PricedModel(folded, prices));
                }
            }
        }
        return models;
    }

    private static @Nullable Price price(Section entry) {
        Rates rates = rates(entry);
        if (!rates.usdPerMillion().containsKey(TokenClass.INPUT)) {
            entry.problem("input", "is missing (US dollars for a million tokens)");
        }
        List<Price.Tier> tiers = new ArrayList<>();
        for (Section tier : entry.sections("tiers")) {
            int above = tier.integer("above", 0, 0, LONGEST_INPUT);
            tiers.add(new Price.Tier(above, rates(tier)));
            if (above == 0) {
                tier.problem("above", "must say from how many input tokens on the rates hold");
            }
            tier.finish();
        }
        try {
            return new Price(rates, tiers, day(entry, "from"), day(entry, "until"), hours(entry));
        } catch (IllegalArgumentException reversed) {
            entry.problem("until", "must be later than from");
            return null;
        }
    }

    private static Rates rates(Section section) {
        Map<TokenClass, Double> rates = new EnumMap<>(TokenClass.class);
        for (TokenClass kind : TokenClass.values()) {
            Double rate = section.convert(kind.key(), "an amount of US dollars for a million tokens", text -> {
                double usd = Double.parseDouble(text);
                return usd >= 0 && usd <= MOST ? usd : null;
            });
            if (rate != null) {
                rates.put(kind, rate);
            }
        }
        return new Rates(rates);
    }

    private static @Nullable LocalDate day(Section section, String key) {
        return section.convert(key, "a day such as 2026-01-31", text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException none) {
                return null;
            }
        });
    }

    private static Price.@Nullable Hours hours(Section section) {
        return section.convert("hours", "a part of the day in UTC such as '06:00-10:00'", text -> {
            int dash = text.indexOf('-');
            try {
                return dash < 0
                        ? null
                        : new Price.Hours(
                                LocalTime.parse(text.substring(0, dash)), LocalTime.parse(text.substring(dash + 1)));
            } catch (DateTimeException | IllegalArgumentException none) {
                return null;
            }
        });
    }
}
