package dev.vedette.pipeline;

import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Silence;
import dev.vedette.telemetry.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is not to be told of what, as read a moment ago. */
record Suppressions(List<Silence> silences, Set<String> disabledReceivers) {
    Suppressions {
        silences = List.copyOf(silences);
        disabledReceivers = Set.copyOf(disabledReceivers);
    }

    /** Nothing suppressed. */
    static final Suppressions NONE = new Suppressions(List.of(), Set.of());

    /** What the store says now; these when it cannot be asked. */
    Suppressions refreshed(AlertStore store, Instant now) {
        try {
            return new Suppressions(store.silences(now), Set.copyOf(store.disabledReceivers()));
        } catch (StoreException broken) {
            return this;
        }
    }

    /** The silences of these that do not last any more according to {@code later}. */
    List<Silence> endedBy(Suppressions later) {
        Set<String> lasting = later.silences().stream().map(Silence::id).collect(Collectors.toSet());
        return silences.stream()
                .filter(silence -> !lasting.contains(silence.id()))
                .toList();
    }
}
