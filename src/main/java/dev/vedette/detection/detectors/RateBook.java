package dev.vedette.detection.detectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All series of one agent. They lie in shelves by hash, so that a step copies one small map and not all. Immutable.
 *
 * @param shelves series by name, at most {@value #SERIES_PER_SHELF} on each
 * @param pools operation to what its series have in common
 */
record RateBook(List<Map<String, RateSeries>> shelves, Map<String, RatePool> pools) {
    private static final int SHELVES = 16;
    private static final int SERIES_PER_SHELF = 32;

    static final RateBook EMPTY = new RateBook(Collections.nCopies(SHELVES, Map.of()), Map.of());

    /** The least established first: a flood of made-up names drives out made-up names. */
    private static final Comparator<Map.Entry<String, RateSeries>> LEAST_ESTABLISHED =
            Comparator.<Map.Entry<String, RateSeries>>comparingLong(
                            each -> Math.min(each.getValue().history().activeClosed(), SERIES_PER_SHELF))
                    .thenComparing(each -> each.getValue().minute())
                    .thenComparing(Map.Entry.comparingByKey());

    RateBook {
        shelves = copies(shelves);
        pools = Map.copyOf(pools);
    }

    RateSeries series(String name, long minute) {
        RateSeries series = shelves.get(shelf(name)).get(name);
        return series == null ? RateSeries.startingAt(minute) : series;
    }

    RatePool pool(String operation) {
        return pools.getOrDefault(operation, RatePool.NONE);
    }

    RateBook with(String name, RateSeries series) {
        int index = shelf(name);
        Map<String, RateSeries> shelf = new HashMap<>(shelves.get(index));
        if (!shelf.containsKey(name) && shelf.size() >= SERIES_PER_SHELF) {
            shelf.entrySet().stream().min(LEAST_ESTABLISHED).ifPresent(least -> shelf.remove(least.getKey()));
        }
        shelf.put(name, series);
        List<Map<String, RateSeries>> next = new ArrayList<>(shelves);
        next.set(index, shelf);
        return new RateBook(next, pools);
    }

    RateBook withPool(String operation, RatePool pool) {
        Map<String, RatePool> next = new HashMap<>(pools);
        next.put(operation, pool);
        return new RateBook(shelves, next);
    }

    /** Made at every call, where a stream costs more than the sixteen look-ups that it wraps. */
    private static List<Map<String, RateSeries>> copies(List<Map<String, RateSeries>> shelves) {
        List<Map<String, RateSeries>> copies = new ArrayList<>(shelves.size());
        for (Map<String, RateSeries> shelf : shelves) {
            copies.add(Map.copyOf(shelf));
        }
        return Collections.unmodifiableList(copies);
    }

    private static int shelf(String name) {
        return Math.floorMod(name.hashCode(), SHELVES);
    }
}
