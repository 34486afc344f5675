package dev.vedette.rules;

import dev.vedette.detection.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule remembers of one dedup key. Bounded, immutable, and the same after a way through JSON.
 *
 * @param latestMillis the latest event time seen, since 1970
 * @param windows an aggregate's windows by the whole of its key; empty for a match
 * @param raisedMillis when it last raised an alert, since 1970
 * @param raised how severe that was, or null when it never did
 */
record RuleState(
        long latestMillis,
        Map<String, Window> windows,
        long raisedMillis,
        @Nullable Severity raised) {
    static final RuleState INITIAL = new RuleState(0, Map.of(), 0, null);

    RuleState {
        windows = Map.copyOf(windows);
    }
}
