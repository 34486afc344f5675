package dev.vedette.alerting;

import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cause that somebody must know of: all findings of one rule and key, from the first until it is resolved, and
 * again after that. One row per cause, not per span. Immutable.
 *
 * @param fingerprint 16 hex digits over rule and labels; its identity
 * @param labels rule, severity and the finding's key, as Alertmanager would have them
 * @param severity the worst so far in this episode
 * @param openedAt when this episode began, in event time
 * @param lastSeenAt when it was last found, in event time
 * @param changedAt when its state last changed or its severity rose, in processing time
 * @param changedBy who changed the state, or null when Vedette did
 * @param occurrences how many findings in this episode
 * @param episodes how many times it was opened
 * @param latest the newest finding: title, description, band, evidence
 * @param traceIds up to twenty traces that show it, newest first
 */
public record Alert(
        String fingerprint,
        String rule,
        Map<String, String> labels,
        AlertState state,
        Severity severity,
        Instant openedAt,
        Instant lastSeenAt,
        Instant changedAt,
        @Nullable String changedBy,
        long occurrences,
        int episodes,
        Finding latest,
        List<String> traceIds) {
    public Alert {
        labels = Map.copyOf(labels);
        traceIds = List.copyOf(traceIds);
    }
}
