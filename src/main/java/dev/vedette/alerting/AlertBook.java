package dev.vedette.alerting;

import dev.vedette.alerting.AlertChange.Kind;
import dev.vedette.detection.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds findings into alerts: one alert per cause, however often it is found.
 *
 * <h2>Identity</h2>
 *
 * A cause is a rule and the labels of {@link Finding#key}; its {@link Fingerprint} never contains a span or trace id. A
 * loop that fires a rule ten thousand times is one alert with ten thousand occurrences.
 *
 * <h2>States</h2>
 *
 * <pre>
 *             finding                      acknowledge
 *   (nothing) -------> OPEN ---------------------------------> ACKNOWLEDGED
 *     OPENED            ^ ^            ACKNOWLEDGED             |    |
 *                       | |                                     |    |
 *                       | +--------- worse finding -------------+    |
 *                       |              ESCALATED                     |
 *                       |                                            |
 *                       +--- finding --- RESOLVED <--- quiet or said so
 *                            REOPENED                   RESOLVED
 * </pre>
 *
 * <ul>
 *   <li>A finding of a known, unresolved cause is counted: REPEATED. Nobody is told; an acknowledged alert stays so.
 *   <li>A finding <em>worse</em> than all of the episode: ESCALATED, and open again even when somebody acknowledged
 *       it, because what they looked at was something milder. (An Alertmanager alert with a new severity label is a new
 *       alert, too; PagerDuty raises an incident's urgency only by telling its people again.) A milder finding never
 *       lowers the severity: only a resolution ends the worst.
 *   <li>Quiet for {@link AlertPolicy#resolveAfter} of event time: RESOLVED. An acknowledged alert keeps for {@link
 *       AlertPolicy#acknowledgedResolveAfter}, so that who is on it finds it the next morning.
 *   <li>A finding of a resolved cause: REOPENED, a new episode that counts and dates from itself and starts with its own
 *       severity.
 * </ul>
 *
 * <h2>Time</h2>
 *
 * What happened when is event time ({@link Finding#at}); who did what when is processing time ({@code now}). Event time
 * never runs backwards: a late finding is counted, may make an open alert worse and move its beginning, but does not
 * replace the newest finding nor move {@link Alert#lastSeenAt}. One that comes after its alert was resolved, happened no
 * later than what is known and is no worse, belongs to the episode that is over and is counted there without reopening
 * it. Quiet is measured from when the book learned of a finding where that is later: a batch that was two hours under
 * way opens alerts that stay for thirty minutes all the same.
 *
 * <h2>Bounds</h2>
 *
 * At most {@link AlertPolicy#maxUnresolved} alerts are unresolved. One more, and the least severe is resolved, among
 * equals the longest unseen; its note says so. A flood of mild alerts therefore never pushes out a severe one. As many
 * resolved alerts are remembered, because the store may not have them yet; older ones are looked up.
 *
 * <p>Pure but for its own state: no clock, no I/O save the lookup. A single thread must own it; it is not thread-safe.
 * The changes it returns are to be saved in order, before anybody is told.
 */
public final class AlertBook {
    private static final Comparator<Episode> LEAST_FIRST = Comparator.comparing(
                    (Episode episode) -> episode.alert().severity())
            .thenComparing(episode -> episode.alert().lastSeenAt())
            .thenComparing(episode -> episode.alert().fingerprint());

    private final AlertPolicy policy;
    private final Function<String, Optional<Alert>> lookup;
    private final Map<String, Episode> unresolved = new HashMap<>();
    private final TreeSet<Episode> leastFirst = new TreeSet<>(LEAST_FIRST);
    private final Map<String, Alert> resolved;
    private Instant watermark = Instant.MIN;

    /**
     * A book that goes on where the store stands.
     *
     * @param unresolved {@link AlertStore#unresolved}
     * @param lookup {@link AlertStore#alert}: asked for every fingerprint that the book does not hold; what it throws
     *     passes through {@link #record} and leaves the book as it was
     */
    public AlertBook(Collection<Alert> unresolved, Function<String, Optional<Alert>> lookup, AlertPolicy policy) {
        this.policy = policy;
        this.lookup = lookup;
        this.resolved = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Alert> eldest) {
                return size() > policy.maxUnresolved();
            }
        };
        unresolved.forEach(alert -> keep(Episode.stored(alert)));
    }

    /**
     * Folds one finding in.
     *
     * @param now processing time
     * @return what happened, in order: one change for the finding, and one more when another alert had to make room
     */
    public List<AlertChange> record(Finding finding, Instant now) {
        String fingerprint = Fingerprint.of(finding.rule(), finding.key());
        Episode known = unresolved.get(fingerprint);
        if (known != null) {
            return List.of(again(known, finding, now));
        }
        Optional<Alert> former = Optional.ofNullable(resolved.get(fingerprint)).or(() -> lookup.apply(fingerprint));
        if (former.isEmpty()) {
            return begin(Kind.OPENED, Episode.first(fingerprint, finding, watermark, now), now);
        }
        Episode before = Episode.stored(former.get());
        if (before.alert().state() != AlertState.RESOLVED) {
            return List.of(again(before, finding, now));
        }
        if (!finding.at().isAfter(before.alert().lastSeenAt()) && !before.isWorsenedBy(finding)) {
            Alert counted = before.repeated(finding, watermark).alert();
            resolved.put(fingerprint, counted);
            return List.of(new AlertChange(Kind.REPEATED, counted));
        }
        resolved.remove(fingerprint);
        return begin(Kind.REOPENED, Episode.next(before.alert(), finding, watermark, now), now);
    }

    /** Somebody is on it. Empty when the alert is not open: unknown, resolved or acknowledged already. */
    public Optional<AlertChange> acknowledge(String fingerprint, String by, String note, Instant now) {
        return Optional.ofNullable(unresolved.get(fingerprint))
                .filter(episode -> episode.alert().state() == AlertState.OPEN)
                .map(episode -> {
                    Episode moved = replace(episode, episode.moved(AlertState.ACKNOWLEDGED, now, by));
                    return new AlertChange(Kind.ACKNOWLEDGED, moved.alert(), note);
                });
    }

    /** It is over, somebody says. Empty when there is no unresolved alert of this fingerprint. */
    public Optional<AlertChange> resolve(String fingerprint, String by, String note, Instant now) {
        return Optional.ofNullable(unresolved.get(fingerprint)).map(episode -> resolve(episode, by, note, now));
    }

    /**
     * Time passes: ends alerts that were quiet for long enough.
     *
     * @param eventTime how far event time has come; an earlier one than before changes nothing
     * @param now processing time
     */
    public List<AlertChange> tick(Instant eventTime, Instant now) {
        if (eventTime.isAfter(watermark)) {
            watermark = eventTime;
        }
        List<AlertChange> changes = new ArrayList<>();
        for (Episode episode : List.copyOf(leastFirst)) {
            Duration enough = policy.quietTime(episode.alert().state());
            if (Duration.between(episode.quietSince(), watermark).compareTo(enough) >= 0) {
                changes.add(resolve(episode, null, "Not seen for " + enough.toMinutes() + " minutes.", now));
            }
        }
        makeRoom(now, changes);
        return changes;
    }

    /** The unresolved alert of this fingerprint. */
    public Optional<Alert> unresolved(String fingerprint) {
        return Optional.ofNullable(unresolved.get(fingerprint)).map(Episode::alert);
    }

    /** How many alerts are not resolved. */
    public int size() {
        return unresolved.size();
    }

    private AlertChange again(Episode known, Finding finding, Instant now) {
        if (known.isWorsenedBy(finding)) {
            return new AlertChange(
                    Kind.ESCALATED,
                    replace(known, known.escalated(finding, watermark, now)).alert());
        }
        return new AlertChange(
                Kind.REPEATED,
                replace(known, known.repeated(finding, watermark)).alert());
    }

    private List<AlertChange> begin(Kind kind, Episode episode, Instant now) {
        keep(episode);
        List<AlertChange> changes = new ArrayList<>();
        changes.add(new AlertChange(kind, episode.alert()));
        makeRoom(now, changes);
        return changes;
    }

    private void makeRoom(Instant now, List<AlertChange> changes) {
        while (unresolved.size() > policy.maxUnresolved()) {
            String why = "More than " + policy.maxUnresolved()
                    + " alerts at once: this one was the least severe and longest unseen.";
            changes.add(resolve(leastFirst.first(), null, why, now));
        }
    }

    private AlertChange resolve(Episode episode, @Nullable String by, String note, Instant now) {
        Alert over = episode.moved(AlertState.RESOLVED, now, by).alert();
        unresolved.remove(over.fingerprint());
        leastFirst.remove(episode);
        resolved.put(over.fingerprint(), over);
        return new AlertChange(Kind.RESOLVED, over, note);
    }

    private Episode replace(Episode before, Episode after) {
        leastFirst.remove(before);
        keep(after);
        return after;
    }

    private void keep(Episode episode) {
        unresolved.put(episode.alert().fingerprint(), episode);
        leastFirst.add(episode);
    }
}
