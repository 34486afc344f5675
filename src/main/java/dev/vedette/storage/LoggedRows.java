package dev.vedette.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the log records of a trace tell of operations, by kind, because spans may tell the same. Not thread-safe. */
final class LoggedRows {
    private record Kind(int records, int errors, Bill bill) {
        private static final Kind NONE = new Kind(0, 0, Bill.NOTHING);

        Kind plus(boolean error, Bill more) {
            return new Kind(records + 1, errors + (error ? 1 : 0), bill.plus(more));
        }
    }

    private final Map<String, Kind> kinds = new HashMap<>();

    void add(String kind, boolean error, Bill bill) {
        kinds.put(kind, kinds.getOrDefault(kind, Kind.NONE).plus(error, bill));
    }

    int records() {
        return kinds.values().stream().mapToInt(Kind::records).sum();
    }

    /** How many there are of a kind. */
    int records(String kind) {
        return kinds.getOrDefault(kind, Kind.NONE).records();
    }

    /** How many failed of the kinds that spans do not tell. */
    int errors(Set<String> told) {
        return kinds.entrySet().stream()
                .filter(kind -> !told.contains(kind.getKey()))
                .mapToInt(kind -> kind.getValue().errors())
                .sum();
    }

    /** Tokens and money of the kinds of which spans tell no tokens. */
    Bill bill(Set<String> told) {
        return kinds.entrySet().stream()
                .filter(kind -> !told.contains(kind.getKey()))
                .map(kind -> kind.getValue().bill())
                .reduce(Bill.NOTHING, Bill::plus);
    }
}
