package dev.vedette.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One detector on duty: its keyed states, what it has done, and how often it broke. A detector that breaks loses that
 * observation and nothing else; one that breaks again and again is relieved. Not thread-safe.
 */
final class Post<S extends Record> {
    private final Detector<S> detector;
    private final RuleSummary summary;
    private final List<Needs.Need> needs;
    private final KeyedStates<S> states;
    private final int failuresInARow;

    private long evaluated;
    private long abstained;
    private long matched;
    private long failed;
    private int failing;
    private @Nullable Instant lastEvaluated;
    private @Nullable Instant lastMatched;
    private @Nullable String stopped;

    Post(Detector<S> detector, Needs needs, EngineLimits limits) {
        this.detector = detector;
        this.summary = detector.summary();
        this.needs = needs.of(summary);
        this.states = new KeyedStates<>(limits.keysPerDetector());
        this.failuresInARow = limits.failuresInARow();
    }

    String name() {
        return detector.id() + ":" + detector.version();
    }

    RuleSummary summary() {
        return summary;
    }

    boolean readsMetrics() {
        return detector.readsMetrics();
    }

    /** Tells the detector of something that tells these facts. */
    void observe(Observation seen, long facts, Instant watermark, List<Finding> findings) {
        if (stopped != null) {
            return;
        }
        try {
            List<String> keys = detector.keys(seen);
            if (keys.isEmpty() && !Needs.areMet(needs, facts)) {
                abstained++;
                return;
            }
            evaluated++;
            lastEvaluated = seen.at();
            for (String key : keys) {
                step(key, states.touch(key, watermark, detector.initialState()), seen, findings);
            }
            failing = 0;
        } catch (RuntimeException | StackOverflowError broken) {
            failed(broken);
        }
    }

    /** Tells the detector that time passed, watched or not, key by key. */
    void pass(Observation time, List<Finding> findings) {
        if (stopped != null || !detector.ticks()) {
            return;
        }
        for (Map.Entry<String, KeyedStates.Slot<S>> each : states.all()) {
            try {
                step(each.getKey(), each.getValue(), time, findings);
                failing = 0;
            } catch (RuntimeException | StackOverflowError broken) {
                failed(broken);
                if (stopped != null) {
                    return;
                }
            }
        }
    }

    void forget(Instant watermark) {
        states.forget(watermark, detector.forgetAfter());
    }

    RuleActivity activity(@Nullable String blindness) {
        return new RuleActivity(
                summary,
                evaluated,
                abstained,
                matched,
                failed,
                lastEvaluated,
                lastMatched,
                states.size(),
                states.evicted(),
                stopped == null ? blindness : stopped);
    }

    List<EngineSnapshot.Entry> entries() {
        return states.entries(detector.id());
    }

    boolean accepts(EngineSnapshot.Entry entry) {
        return entry.detector().equals(detector.id()) && detector.stateType().isInstance(entry.state());
    }

    /** Replaces all states by the accepted ones among the entries. */
    void restore(List<EngineSnapshot.Entry> entries) {
        states.clear();
        for (EngineSnapshot.Entry entry : entries) {
            if (accepts(entry)) {
                S state = detector.stateType().cast(entry.state());
                states.put(entry.key(), state, entry.touched(), entry.visits());
            }
        }
    }

    private void step(String key, KeyedStates.Slot<S> slot, Observation seen, List<Finding> findings) {
        Step<S> step = detector.observe(key, slot.state(), seen);
        slot.become(step.state());
        if (!step.findings().isEmpty()) {
            findings.addAll(step.findings());
            matched += step.findings().size();
            lastMatched = seen.at();
        }
    }

    private void failed(Throwable broken) {
        failed++;
        failing++;
        if (failing >= failuresInARow) {
            stopped = "stopped after " + failing + " failures in a row: "
                    + broken.getClass().getSimpleName();
        }
    }
}
