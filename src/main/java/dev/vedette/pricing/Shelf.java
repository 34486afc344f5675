package dev.vedette.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models of one vendor, those with a star in their name apart. Immutable once built. */
final class Shelf {
    private final String vendor;
    private final Map<String, PricedModel> named = new HashMap<>();
    private final List<PricedModel> patterns = new ArrayList<>();

    Shelf(String vendor, List<PricedModel> models) {
        this.vendor = vendor;
        for (PricedModel model : models) {
            if (model.name().indexOf('*') >= 0) {
                patterns.add(model);
            } else {
                named.put(model.name(), model);
            }
        }
        patterns.sort((one, other) -> Integer.compare(
                NamePattern.of(other.name()).length(),
                NamePattern.of(one.name()).length()));
    }

    /** A model and its price at a moment. */
    record Found(String name, Price price) {}

    @Nullable
    Found find(List<String> readings, Instant at) {
        for (String reading : readings) {
            PricedModel model = named.get(reading);
            Price price = model == null ? null : model.at(at);
            if (price != null) {
                return found(reading, price);
            }
        }
        return null;
    }

    @Nullable
    Found findByPattern(String name, Instant at) {
        for (PricedModel model : patterns) {
            Price price = NamePattern.of(model.name()).matches(name) ? model.at(at) : null;
            if (price != null) {
                return found(model.name(), price);
            }
        }
        return null;
    }

    private Found found(String name, Price price) {
        return new Found(vendor.isEmpty() ? name : vendor + "/" + name, price);
    }
}
