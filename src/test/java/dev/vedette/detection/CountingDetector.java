package dev.vedette.detection;

import dev.vedette.telemetry.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts tool calls by agent and finds every one of them, and every tick. */
record CountingDetector(String id, Predicate<Observation> broken) implements Detector<CountingDetector.Count> {
    record Count(int count) {}

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RuleSummary summary() {
        return new RuleSummary(
                id, id, id, "match", 1, Severity.LOW, List.of("gen_ai.tool.name"), List.of(), "built-in");
    }

    @Override
    public List<String> keys(Observation seen) {
        return seen instanceof Observation.SpanEnded ended && ended.span().operation() instanceof Operation.ToolCall
                ? List.of(ended.span().actor().agent())
                : List.of();
    }

    @Override
    public Count initialState() {
        return new Count(0);
    }

    @Override
    public Class<Count> stateType() {
        return Count.class;
    }

    @Override
    public Step<Count> observe(String key, Count state, Observation seen) {
        if (broken.test(seen)) {
            throw new IllegalStateException("broken");
        }
        Finding finding = new Finding(
                id,
                1,
                Severity.LOW,
                key,
                key,
                Map.of("agent", key),
                1,
                null,
                seen.at(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new Step<>(new Count(state.count() + 1), List.of(finding));
    }

    @Override
    public boolean ticks() {
        return true;
    }

    @Override
    public Duration forgetAfter() {
        return Duration.ofDays(1);
    }
}
