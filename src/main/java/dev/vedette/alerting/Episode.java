package dev.vedette.alerting;

import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the book, and since when it has been quiet.
 *
 * @param quietSince the event time up to which findings of it are known to have come. Later than {@link
 *     Alert#lastSeenAt} when the newest finding came late, so that an alert from an old batch does not end as soon as
 *     it was opened.
 */
record Episode(Alert alert, Instant quietSince) {
    private static final int MAX_TRACES = 20;

    /** An alert as the store kept it. */
    static Episode stored(Alert alert) {
        return new Episode(alert, alert.lastSeenAt());
    }

    /** The first episode of a cause that was never seen. */
    static Episode first(String fingerprint, Finding finding, Instant watermark, Instant now) {
        return begin(fingerprint, 1, finding, watermark, now);
    }

    /** The next episode of a cause that was thought to be over. */
    static Episode next(Alert former, Finding finding, Instant watermark, Instant now) {
        return begin(former.fingerprint(), former.episodes() + 1, finding, watermark, now);
    }

    private static Episode begin(String fingerprint, int episodes, Finding finding, Instant watermark, Instant now) {
        Alert alert = new Alert(
                fingerprint,
                finding.rule(),
                labels(finding, finding.severity()),
                AlertState.OPEN,
                finding.severity(),
                finding.at(),
                finding.at(),
                now,
                null,
                1,
                episodes,
                finding,
                traces(List.of(), finding, false));
        return new Episode(alert, latest(finding.at(), watermark));
    }

    /** Whether the finding happened before what is known already. */
    boolean isLate(Finding finding) {
        return finding.at().isBefore(alert.lastSeenAt());
    }

    /** Whether the finding is worse than everything in this episode. */
    boolean isWorsenedBy(Finding finding) {
        return finding.severity().compareTo(alert.severity()) > 0;
    }

    /** One finding more of no greater severity. */
    Episode repeated(Finding finding, Instant watermark) {
        boolean late = isLate(finding);
        return new Episode(
                counted(finding, late ? alert.latest() : finding, alert.state(), alert.changedAt(), alert.changedBy()),
                latest(quietSince, latest(finding.at(), watermark)));
    }

    /** One finding more, and a worse one: whoever acknowledged the alert acknowledged something milder. */
    Episode escalated(Finding finding, Instant watermark, Instant now) {
        return new Episode(
                counted(finding, finding, AlertState.OPEN, now, null),
                latest(quietSince, latest(finding.at(), watermark)));
    }

    /** The same in another state. */
    Episode moved(AlertState state, Instant now, @Nullable String by) {
        Alert moved = new Alert(
                alert.fingerprint(),
                alert.rule(),
                alert.labels(),
                state,
                alert.severity(),
                alert.openedAt(),
                alert.lastSeenAt(),
                now,
                by,
                alert.occurrences(),
                alert.episodes(),
                alert.latest(),
                alert.traceIds());
        return new Episode(moved, quietSince);
    }

    private Alert counted(
            Finding finding, Finding latest, AlertState state, Instant changedAt, @Nullable String changedBy) {
        Severity worst = isWorsenedBy(finding) ? finding.severity() : alert.severity();
        return new Alert(
                alert.fingerprint(),
                alert.rule(),
                labels(finding, worst),
                state,
                worst,
                earliest(alert.openedAt(), finding.at()),
                latest(alert.lastSeenAt(), finding.at()),
                changedAt,
                changedBy,
                alert.occurrences() + 1,
                alert.episodes(),
                latest,
                traces(alert.traceIds(), finding, isLate(finding)));
    }

    private static Map<String, String> labels(Finding finding, Severity severity) {
        Map<String, String> labels = new HashMap<>(finding.key());
        labels.put("rule", finding.rule());
        labels.put("severity", severity.label());
        return labels;
    }

    private static List<String> traces(List<String> known, Finding finding, boolean late) {
        String trace = finding.traceId();
        if (trace == null) {
            return known;
        }
        Set<String> traces = new LinkedHashSet<>();
        if (!late) {
            traces.add(trace);
        }
        traces.addAll(known);
        traces.add(trace);
        List<String> newestFirst = new ArrayList<>(traces);
        return newestFirst.subList(0, Math.min(MAX_TRACES, newestFirst.size()));
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
