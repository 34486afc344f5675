package dev.vedette.pipeline;

import dev.vedette.alerting.AfterSilence;
import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertBook;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.NotificationPlan;
import dev.vedette.alerting.Silence;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineSnapshot;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.RuleActivity;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TelemetryBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps 2 to 4 of the path: observations to findings, findings to alert changes, changes and their notifications into
 * the store. Used by one thread at a time; only {@link #activity} and
 * {@link #coverage} may be read from anywhere.
 */
final class Watch {
    private static final Logger LOGGER = LoggerFactory.getLogger(Watch.class);
    private static final AlertQuery RECENTLY_RESOLVED =
            new AlertQuery(Set.of(AlertState.RESOLVED), null, null, null, 1_000);
    private static final Duration COVERAGE_EVERY = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final DetectionEngine engine;
    private final AlertBook book;
    private final AlertStore store;
    private final NotificationPlan plan;
    private final Consumer<List<AlertChange>> changed;
    private final Pulse pulse;
    private final InstantSource clock;
    private volatile List<RuleActivity> activity;
    private volatile List<ServiceCoverage> coverage = List.of();
    private Instant covered = Instant.MIN;
    private Suppressions suppressions;
    private long position;
    private long savedPosition;

    Watch(
            DetectionEngine engine,
            AlertBook book,
            AlertStore store,
            NotificationPlan plan,
            Consumer<List<AlertChange>> changed,
            Pulse pulse,
            InstantSource clock) {
        this.engine = engine;
        this.book = book;
        this.store = store;
        this.plan = plan;
        this.changed = changed;
        this.pulse = pulse;
        this.clock = clock;
        this.activity = engine.activity();
        this.suppressions = Suppressions.NONE.refreshed(store, clock.instant());
        this.savedPosition = store.position();
        this.position = savedPosition;
    }

    /**
     * Watches one batch.
     *
     * @param alerting false while state is rebuilt from batches whose findings are accounted for already
     */
    void batch(long batchPosition, long receivedEpochNanos, TelemetryBatch fresh, boolean alerting)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Observation observation : Observations.of(fresh, receivedEpochNanos)) {
            findings.addAll(engine.observe(observation));
        }
        position = Math.max(position, batchPosition);
        if (alerting && !findings.isEmpty()) {
            keep(record(findings));
        }
    }

    /** Time passed: detectors that wait for nothing to happen are asked, alerts that are over are resolved. */
    void tick(Instant now, boolean alerting) throws InterruptedException {
        List<Finding> findings = engine.observe(new Observation.Tick(now));
        activity = engine.activity();
        if (alerting) {
            refreshSuppressions();
            refreshCoverage(now);
            List<AlertChange> changes = new ArrayList<>(record(findings));
            changes.addAll(book.tick(now, clock.instant()));
            if (!changes.isEmpty() || position != savedPosition) {
                keep(changes);
            }
        }
    }

    /** Somebody is on it. */
    Optional<Alert> acknowledge(String fingerprint, String by, String note) throws InterruptedException {
        return keepOne(book.acknowledge(fingerprint, by, note, clock.instant()), fingerprint);
    }

    /** It is over. */
    Optional<Alert> resolve(String fingerprint, String by, String note) throws InterruptedException {
        return keepOne(book.resolve(fingerprint, by, note, clock.instant()), fingerprint);
    }

    /** Asks again who is not to be told of what, and tells what was held back by silences that have ended. */
    void refreshSuppressions() throws InterruptedException {
        Suppressions before = suppressions;
        suppressions = before.refreshed(store, clock.instant());
        for (Silence ended : before.endedBy(suppressions)) {
            List<Alert> alerts = new ArrayList<>(insist("read alerts", store::unresolved));
            alerts.addAll(insist("read alerts", () -> store.find(RECENTLY_RESOLVED)));
            List<AlertChange> untold = AfterSilence.untold(ended, alerts);
            save(List.of(), notifications(untold));
            changed.accept(untold);
        }
    }

    /** What the rules have been doing, up to the last tick. */
    List<RuleActivity> activity() {
        return activity;
    }

    /** What services send, as it was a few seconds ago. */
    List<ServiceCoverage> coverage() {
        return coverage;
    }

    EngineSnapshot snapshot() {
        return engine.snapshot();
    }

    long position() {
        return position;
    }

    private void refreshCoverage(Instant now) {
        if (covered.equals(Instant.MIN) || Duration.between(covered, now).abs().compareTo(COVERAGE_EVERY) >= 0) {
            covered = now;
            coverage = engine.coverage();
        }
    }

    private List<AlertChange> record(List<Finding> findings) throws InterruptedException {
        List<AlertChange> changes = new ArrayList<>();
        for (Finding finding : findings) {
            pulse.count("findings", "Findings by rule.", finding.rule());
            changes.addAll(insist("look up an alert", () -> book.record(finding, clock.instant())));
        }
        return changes;
    }

    private Optional<Alert> keepOne(Optional<AlertChange> change, String fingerprint) throws InterruptedException {
        if (change.isPresent()) {
            keep(List.of(change.get()));
            return change.map(AlertChange::alert);
        }
        return store.alert(fingerprint);
    }

    /** Does not return before it is kept: a finding is never lost because the store is down for a while. */
    private void keep(List<AlertChange> changes) throws InterruptedException {
        save(changes, notifications(changes));
        changes.forEach(change -> pulse.count(
                "alert_changes", "Alert changes by kind.", change.kind().label()));
        if (!changes.isEmpty()) {
            changed.accept(changes);
        }
    }

    private List<Notification> notifications(List<AlertChange> changes) {
        return plan.plan(changes, suppressions.silences(), suppressions.disabledReceivers(), clock.instant())
                .notifications();
    }

    private void save(List<AlertChange> changes, List<Notification> notifications) throws InterruptedException {
        insist("keep " + changes.size() + " alert changes", () -> {
            store.save(changes, notifications, position);
            return position;
        });
        savedPosition = position;
    }

    private static <T> T insist(String what, Supplier<T> work) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                return work.get();
            } catch (StoreException broken) {
                LOGGER.error("Cannot {}, trying again: {}", what, broken.getMessage());
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
    }
}
