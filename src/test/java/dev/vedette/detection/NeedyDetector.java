package dev.vedette.detection;

import java.util.List;

/** Needs what it is told to need and never finds anything. */
record NeedyDetector(List<String> needs) implements Detector<NeedyDetector.Nothing> {
    record Nothing() {}

    @Override
    public String id() {
        return "NEEDY";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RuleSummary summary() {
        return new RuleSummary(id(), "Needy", "", "match", 1, Severity.LOW, needs, List.of(), "built-in");
    }

    @Override
    public List<String> keys(Observation seen) {
        return List.of();
    }

    @Override
    public Nothing initialState() {
        return new Nothing();
    }

    @Override
    public Class<Nothing> stateType() {
        return Nothing.class;
    }

    @Override
    public Step<Nothing> observe(String key, Nothing state, Observation seen) {
        return new Step<>(state, List.of());
    }
}
