package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Preview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Detection as a fold: tells every detector of every observation, keeps their states, and hands out what they find.
 *
 * <p>It reads no clock: time is what observations carry. The same observations in the same order give the same
 * findings, also over a {@link #snapshot} and {@link #restore} in between. An observation may come late; windows that
 * care allow two minutes. A tick never runs backwards: one that does is taken for
 * the latest tick seen. Where time leaps, detectors that live by ticks are told that they did not watch.
 *
 * <p>Not thread-safe: it belongs to the one thread that feeds it. Whoever shows {@link #activity} asks that thread.
 */
public final class DetectionEngine {
    private static final long MINUTE = 60;

    /** Time that leaps further was not watched. A sender whose clock is ahead, as far as it is believed, is no leap. */
    private static final Duration PAUSE = EventTime.TOLERANCE.plusMinutes(1);

    private final List<Post<?>> posts;
    private final Needs needs;
    private final Coverage coverage;
    private final WhoActed whoActed = new WhoActed();
    private final TwiceTold twiceTold = new TwiceTold();
    private final Metering metering = new Metering();
    private Instant watermark = Instant.EPOCH;
    private Instant ticked = Instant.EPOCH;
    private long swept;

    /**
     * An engine that has seen nothing.
     *
     * @throws IllegalArgumentException when two detectors have the same id
     */
    public DetectionEngine(List<Detector<?>> detectors, EngineLimits limits) {
        Set<String> ids = new HashSet<>();
        for (Detector<?> detector : detectors) {
            if (!ids.add(detector.id())) {
                throw new IllegalArgumentException("two detectors are called " + detector.id());
            }
        }
        List<RuleSummary> rules = detectors.stream().map(Detector::summary).toList();
        Set<String> metered = detectors.stream()
                .filter(Detector::readsMetrics)
                .map(Detector::id)
                .collect(Collectors.toSet());
        needs = new Needs(rules, metered);
        coverage = new Coverage(rules, needs);
        posts = manned(detectors, limits);
    }

    /** One step: what looks wrong after this observation. Never throws because of a detector. */
    public List<Finding> observe(Observation seen) {
        List<Finding> findings = new ArrayList<>(0);
        if (seen instanceof Observation.Tick tick) {
            ticked = later(ticked, tick.at());
            advance(ticked, findings);
            Observation.Tick forward = tick.at().equals(ticked) ? tick : new Observation.Tick(ticked);
            posts.forEach(post -> post.pass(forward, findings));
            return findings;
        }
        advance(seen.at(), findings);
        if (seen instanceof Observation.Measured measured) {
            metered(measured, findings);
            return findings;
        }
        Observation attributed = whoActed.settle(seen);
        if (isPreview(attributed)) {
            return findings;
        }
        Observation settled = twiceTold.settle(attributed);
        long facts = needs.facts(settled);
        coverage.saw(settled, facts, watermark);
        Activity told = settled.activity();
        if (told != null) {
            metering.told(told, watermark);
        }
        for (Post<?> post : posts) {
            post.observe(settled, facts, watermark, findings);
        }
        return findings;
    }

    private void metered(Observation.Measured measured, List<Finding> findings) {
        Observation.Increased increased = metering.settle(measured, watermark);
        long facts = increased == null ? 0 : Facts.ofIncrease(increased);
        coverage.measured(measured.point(), facts, watermark);
        if (increased != null) {
            for (Post<?> post : posts) {
                if (post.readsMetrics()) {
                    post.observe(increased, facts, watermark, findings);
                }
            }
        }
    }

    /** The latest event time seen, or 1970 when nothing was. */
    public Instant watermark() {
        return watermark;
    }

    /** What every detector has been doing since the engine was made, in the order of the detectors. */
    public List<RuleActivity> activity() {
        List<RuleActivity> activities = new ArrayList<>(posts.size());
        Map<String, String> blind = coverage.blindness();
        for (Post<?> post : posts) {
            activities.add(post.activity(blind.get(post.summary().id())));
        }
        return List.copyOf(activities);
    }

    /**
     * What each service sends at present, and the detectors that are blind for it, the one heard last first. Takes time
     * in proportion to the services.
     */
    public List<ServiceCoverage> coverage() {
        return List.copyOf(coverage.services());
    }

    /** Everything remembered. Takes time in proportion to the number of keys. */
    public EngineSnapshot snapshot() {
        List<EngineSnapshot.Entry> entries = new ArrayList<>();
        posts.forEach(post -> entries.addAll(post.entries()));
        return new EngineSnapshot(
                names(),
                watermark,
                ticked,
                twiceTold.entries(),
                whoActed.entries(),
                coverage.entries(),
                metering.entries(),
                entries);
    }

    /**
     * Goes on from a snapshot, forgetting everything else.
     *
     * @return false, with nothing changed, when the snapshot is of other detectors or other versions of them
     */
    public boolean restore(EngineSnapshot snapshot) {
        if (!snapshot.detectors().equals(names())
                || !snapshot.entries().stream().allMatch(this::isAccepted)) {
            return false;
        }
        posts.forEach(post -> post.restore(snapshot.entries()));
        twiceTold.restore(snapshot.tellings());
        whoActed.restore(snapshot.known());
        coverage.restore(snapshot.seen());
        metering.restore(snapshot.metered());
        watermark = snapshot.watermark();
        ticked = snapshot.ticked();
        swept = minute(watermark);
        return true;
    }

    /** What only announces a span tells who acts, but nothing was done. */
    private static boolean isPreview(Observation seen) {
        Activity activity = seen.activity();
        return activity != null && activity.operation() instanceof Preview;
    }

    private List<Post<?>> manned(List<Detector<?>> detectors, EngineLimits limits) {
        List<Post<?>> manned = new ArrayList<>();
        for (Detector<?> detector : detectors) {
            manned.add(new Post<>(detector, needs, limits));
        }
        return List.copyOf(manned);
    }

    private boolean isAccepted(EngineSnapshot.Entry entry) {
        return posts.stream().anyMatch(post -> post.accepts(entry));
    }

    private List<String> names() {
        return posts.stream().map(Post::name).toList();
    }

    private void advance(Instant at, List<Finding> findings) {
        if (!watermark.equals(Instant.EPOCH) && at.isAfter(watermark.plus(PAUSE))) {
            Observation.Resumed resumed = new Observation.Resumed(watermark, at);
            posts.forEach(post -> post.pass(resumed, findings));
        }
        watermark = later(watermark, at);
        long minute = minute(watermark);
        if (minute != swept) {
            swept = minute;
            posts.forEach(post -> post.forget(watermark));
            coverage.forget(watermark);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), MINUTE);
    }
}
