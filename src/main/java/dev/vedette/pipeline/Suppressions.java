package dev.vedette.pipeline;

import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Silence;
import dev.vedette.telemetry.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who is not to be told of what, as read a moment ago. */
record Suppressions(List<Silence> silences, Set<String> disabledReceivers, Instant readAt) {
    Suppressions {
        silences = List.copyOf(silences);
        disabledReceivers = Set.copyOf(disabledReceivers);
    }

    /** What the store says; nothing suppressed when it cannot be asked, for a page too many is better than one lost. */
    static Suppressions read(AlertStore store, Instant now) {
        try {
            return new Suppressions(store.silences(now), Set.copyOf(store.disabledReceivers()), now);
        } catch (StoreException broken) {
            return new Suppressions(List.of(), Set.of(), now);
        }
    }
}
