package dev.vedette.pricing;

import dev.vedette.pricing.Shelf.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what a model costs. Names are taken as senders write them: in any case, behind the names of vendors
 * ({@code openrouter/anthropic/…}), with dates and versions at their end. A model that is not listed has no price; so
 * has one that is named together with a vendor who does not sell it at a listed price. Immutable.
 */
public final class PriceTable {
    /** The id under which models are listed that have one price whoever sells them. */
    public static final String ANY_VENDOR = "";

    /** A table without prices. */
    public static final PriceTable EMPTY = new PriceTable(Map.of(), Map.of());

    private static final int MOST_SEGMENTS = 10;
    /** Parts of resource names that name no vendor; those of the second set are followed by an id. */
    private static final Set<String> STRUCTURE = Set.of("models", "publishers");

    private static final Set<String> STRUCTURE_WITH_ID = Set.of("projects", "locations");

    private final Map<String, Vendor> vendors;
    private final Map<String, List<Shelf>> shelves;

    private PriceTable(Map<String, Vendor> vendors, Map<String, List<Shelf>> shelves) {
        this.vendors = vendors;
        this.shelves = shelves;
    }

    /**
     * A table.
     *
     * @param vendors where one name belongs to two, the later has it
     * @param models by the id of their vendor, or {@link #ANY_VENDOR}; where nobody names a vendor, the first listed is
     *     asked first
     */
    public static PriceTable of(List<Vendor> vendors, Map<String, List<PricedModel>> models) {
        Map<String, Vendor> byName = new LinkedHashMap<>();
        for (Vendor vendor : vendors) {
            register(byName, vendor);
        }
        Map<String, List<Shelf>> shelves = new LinkedHashMap<>();
        models.forEach((vendor, list) -> shelves.put(vendor, List.of(new Shelf(vendor, list))));
        return new PriceTable(byName, shelves);
    }

    /** A table in which what {@code other} says of a vendor goes before what this one says of it. */
    public PriceTable overriddenBy(PriceTable other) {
        Map<String, Vendor> merged = new LinkedHashMap<>(vendors);
        for (Vendor vendor : new LinkedHashSet<>(other.vendors.values())) {
            Vendor known = vendors.get(ModelName.vendor(vendor.id()));
            register(merged, known == null ? vendor : extended(vendor, known));
        }
        Map<String, List<Shelf>> all = new LinkedHashMap<>(shelves);
        other.shelves.forEach((vendor, before) -> all.merge(vendor, before, (after, first) -> {
            List<Shelf> both = new ArrayList<>(first);
            both.addAll(after);
            return List.copyOf(both);
        }));
        return new PriceTable(merged, all);
    }

    /** The vendor with what is known of it already; one that was but a name of another still sells the other's models. */
    private static Vendor extended(Vendor vendor, Vendor known) {
        Set<String> names = new LinkedHashSet<>(vendor.names());
        Set<String> also = new LinkedHashSet<>(vendor.also());
        if (known.id().equals(vendor.id())) {
            names.addAll(known.names());
        } else {
            also.add(known.id());
        }
        also.addAll(known.also());
        return new Vendor(vendor.id(), List.copyOf(names), List.copyOf(also), vendor.imitated() || known.imitated());
    }

    private static void register(Map<String, Vendor> byName, Vendor vendor) {
        for (String name : vendor.names()) {
            String folded = ModelName.vendor(name);
            if (folded != null) {
                byName.put(folded, vendor);
            }
        }
    }

    /**
     * What an operation cost.
     *
     * @param provider as the sender wrote it, or null
     * @param model as the sender wrote it, or null
     * @param at when it was done
     */
    public Cost estimate(@Nullable String provider, @Nullable String model, Instant at, TokenCount tokens) {
        String name = ModelName.folded(model);
        Found found = name == null ? null : find(provider, name, at);
        if (found == null) {
            return new Cost.UnknownModel();
        }
        Long input = tokens.input();
        Rates rates = found.price().ratesFor(input == null ? 0 : input);
        Double outputRate = rates.of(TokenClass.OUTPUT);
        boolean outputMatters = outputRate != null && outputRate > 0;
        if (input == null || (tokens.output() == null && outputMatters)) {
            return new Cost.UnknownTokens(found.name());
        }
        Map<TokenClass, Cost.Part> parts = new EnumMap<>(TokenClass.class);
        tokens.split(rates).forEach((kind, count) -> {
            Double rate = rates.of(kind);
            if (rate != null) {
                parts.put(kind, new Cost.Part(kind, count, rate));
            }
        });
        return new Cost.Computed(found.name(), List.copyOf(parts.values()));
    }

    /** The whole name first, then what is left when vendors are taken off its front. */
    private @Nullable Found find(@Nullable String provider, String name, Instant at) {
        Vendor stated = vendor(provider);
        Scope scope = stated == null ? Scope.ANY : Scope.of(stated);
        String rest = name;
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            Found found = find(scope, rest, at);
            int slash = rest.indexOf('/');
            if (found != null || slash < 0) {
                return found;
            }
            String head = rest.substring(0, slash);
            rest = rest.substring(slash + 1);
            if (STRUCTURE_WITH_ID.contains(head)) {
                rest = rest.substring(rest.indexOf('/') + 1);
            } else if (!STRUCTURE.contains(head)) {
                Vendor vendor = head.startsWith("arn:aws:bedrock:") ? vendor("bedrock") : vendor(head);
                if (vendor == null || !scope.admits(vendor)) {
                    return null;
                }
                scope = Scope.of(vendor);
            }
        }
        return null;
    }

    /**
     * Looks at the vendors that are named, then at all others where the scope is open. A name with a path, such as
     * {@code meta-llama/…}, is sold by many at many prices, and a pattern is meant for its vendor only, so neither is
     * looked for among the others.
     */
    private @Nullable Found find(Scope scope, String name, Instant at) {
        List<String> readings = ModelName.readings(name);
        Set<String> named = new LinkedHashSet<>(List.of(ANY_VENDOR));
        named.addAll(scope.vendors());
        for (String id : named) {
            for (Shelf shelf : shelves.getOrDefault(id, List.of())) {
                Found found = shelf.find(readings, at);
                found = found == null ? shelf.findByPattern(name, at) : found;
                if (found != null) {
                    return found;
                }
            }
        }
        return scope.open() && name.indexOf('/') < 0 ? findAnywhere(readings, at) : null;
    }

    private @Nullable Found findAnywhere(List<String> readings, Instant at) {
        for (List<Shelf> vendor : shelves.values()) {
            for (Shelf shelf : vendor) {
                Found found = shelf.find(readings, at);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The vendor of this name; senders put what they speak behind it, as in {@code openai.responses}. */
    private @Nullable Vendor vendor(@Nullable String written) {
        String name = ModelName.vendor(written);
        for (int i = 0; i < MOST_SEGMENTS && name != null; i++) {
            Vendor vendor = vendors.get(name);
            if (vendor != null) {
                return vendor;
            }
            int dot = name.lastIndexOf('.');
            name = dot < 0 ? null : name.substring(0, dot);
        }
        return null;
    }
}
