package dev.vedette.web;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertState;
import dev.vedette.detection.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert in a list. */
record AlertRow(
        String fingerprint,
        String rule,
        AlertState state,
        Severity severity,
        String title,
        Map<String, String> labels,
        Instant openedAt,
        Instant lastSeenAt,
        Instant changedAt,
        @Nullable String changedBy,
        long occurrences,
        int episodes,
        boolean silenced) {
    static AlertRow of(Alert alert, boolean silenced) {
        return new AlertRow(
                alert.fingerprint(),
                alert.rule(),
                alert.state(),
                alert.severity(),
                alert.latest().title(),
                alert.labels(),
                alert.openedAt(),
                alert.lastSeenAt(),
                alert.changedAt(),
                alert.changedBy(),
                alert.occurrences(),
                alert.episodes(),
                silenced);
    }
}
