package dev.vedette.web;

import dev.vedette.telemetry.ActivityPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named series over time: {@code spans}, or {@code spans.tool} for one kind of operation. Boards are written in these
 * names.
 */
record Series(String name, Measure measure, @Nullable String operation) {
    private static final Set<String> OPERATIONS = Set.of("agent", "model", "tool", "retrieval", "embedding", "other");

    /** What is measured in each step. */
    enum Measure {
        SPANS,
        ERRORS,
        ERROR_RATIO,
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        COST_USD,
        MEAN_MILLIS
    }

    static Series named(String name) {
        int dot = name.indexOf('.');
        String measure = dot < 0 ? name : name.substring(0, dot);
        String operation = dot < 0 ? null : name.substring(dot + 1);
        for (Measure known : Measure.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(measure)
                    && (operation == null || OPERATIONS.contains(operation))) {
                return new Series(name, known, operation);
            }
        }
        throw Problem.badRequest(
                "A series has an unknown name.",
                "Use spans, errors, error_ratio, input_tokens, output_tokens, cost_usd or mean_millis, alone or with"
                        + " .agent, .model, .tool, .retrieval, .embedding or .other.");
    }

    /** One value for each step of the range; null where a step has nothing to measure. */
    List<@Nullable Double> over(TimeRange range, List<ActivityPoint> points) {
        Tally[] steps = new Tally[range.points()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new Tally();
        }
        for (ActivityPoint point : points) {
            if (operation == null || operation.equals(point.operation())) {
                steps[range.indexOf(point.startEpochNanos())].add(point);
            }
        }
        List<@Nullable Double> values = new ArrayList<>(steps.length);
        for (Tally step : steps) {
            values.add(step.measure(measure));
        }
        return values;
    }
}
