package dev.vedette.rules;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.RuleSummary;
import dev.vedette.detection.Step;
import dev.vedette.detection.ToolPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rule as a detector. Its states are kept by the rule's dedup key. Thread-safe. */
final class RuleDetector implements Detector<RuleState> {
    /** The most keys that one observation may concern; more are left out. */
    private static final int MAX_KEYS = 8;

    private static final Duration SLACK = Duration.ofMinutes(10);

    private final CompiledRule rule;
    private final ToolPolicy policy;
    private final RuleSummary summary;

    RuleDetector(CompiledRule rule, ToolPolicy policy) {
        this.rule = rule;
        this.policy = policy;
        RuleFile file = rule.file();
        List<String> needs = new ArrayList<>(file.needs().allOf());
        if (!file.needs().anyOf().isEmpty()) {
            needs.add(String.join(" or ", file.needs().anyOf()));
        }
        this.summary = new RuleSummary(
                file.id(),
                file.title(),
                file.head().summary(),
                file.detect().aggregate() ? "aggregate" : "match",
                file.head().version(),
                file.head().severity(),
                needs,
                file.head().tags(),
                file.file());
    }

    @Override
    public String id() {
        return summary.id();
    }

    @Override
    public int version() {
        return summary.version();
    }

    @Override
    public RuleSummary summary() {
        return summary;
    }

    @Override
    public List<String> keys(Observation seen) {
        List<String> keys = List.of();
        for (RuleEvent event : RuleEvents.of(seen, rule.events(), policy)) {
            if (rule.concerns(event)) {
                String key = rule.stateKey(event);
                if (keys.isEmpty()) {
                    keys = new ArrayList<>(1);
                }
                if (!keys.contains(key) && keys.size() < MAX_KEYS) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    @Override
    public boolean readsMetrics() {
        return rule.events().contains(EventKind.MODEL_USAGE);
    }

    @Override
    public RuleState initialState() {
        return RuleState.INITIAL;
    }

    @Override
    public Class<RuleState> stateType() {
        return RuleState.class;
    }

    @Override
    public Step<RuleState> observe(String key, RuleState state, Observation seen) {
        RuleState current = state;
        List<Finding> findings = new ArrayList<>(1);
        for (RuleEvent event : RuleEvents.of(seen, rule.events(), policy)) {
            if (rule.concerns(event) && rule.stateKey(event).equals(key)) {
                Step<RuleState> step = RuleFold.step(rule, current, event);
                current = step.state();
                findings.addAll(step.findings());
            }
        }
        return new Step<>(current, findings);
    }

    @Override
    public boolean abstains(Observation seen) {
        List<RuleEvent> events = RuleEvents.of(seen, rule.events(), policy);
        for (RuleEvent event : events) {
            if (rule.canJudge(event)) {
                return false;
            }
        }
        return !events.isEmpty();
    }

    @Override
    public Duration forgetAfter() {
        return rule.file()
                .detect()
                .window()
                .plus(rule.file().report().dedupFor())
                .plus(SLACK);
    }
}
