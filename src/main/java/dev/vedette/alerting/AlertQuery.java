package dev.vedette.alerting;

import dev.vedette.detection.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts to find, newest change of {@link Alert#lastSeenAt} first. A null field does not restrict.
 *
 * @param states any of these; empty for all
 * @param atLeast this severity or worse
 * @param limit 1 to 1000
 */
public record AlertQuery(
        Set<AlertState> states,
        @Nullable Severity atLeast,
        @Nullable String rule,
        @Nullable String agent,
        int limit) {
    public AlertQuery {
        states = Set.copyOf(states);
        limit = Math.max(1, Math.min(limit, 1000));
    }
}
