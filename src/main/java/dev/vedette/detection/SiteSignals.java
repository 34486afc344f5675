package dev.vedette.detection;

import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Usage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the things that detectors need this site sends, so that a detector that cannot work here can say why. What
 * normalisation understands is asked of the operation, since dialects spell it differently; the rest of the attributes.
 * Not thread-safe.
 */
final class SiteSignals {
    private static final int ENOUGH = 200;
    private static final String TOOL = "gen_ai.tool.name";
    private static final String COST = "gen_ai.usage.cost";

    private final Set<String> missing;
    private long records;

    SiteSignals(Collection<RuleSummary> rules) {
        missing = new HashSet<>();
        rules.forEach(rule -> missing.addAll(rule.needs()));
    }

    void saw(Observation seen) {
        if (seen instanceof Observation.Tick) {
            return;
        }
        records++;
        if (!missing.isEmpty()) {
            missing.removeIf(need -> has(seen, need));
        }
    }

    /** Why a rule cannot work on what was seen so far, or null when it can or too little was seen. */
    @Nullable
    String blindness(RuleSummary rule) {
        if (records < ENOUGH) {
            return null;
        }
        for (String need : rule.needs()) {
            if (missing.contains(need)) {
                return reason(need);
            }
        }
        return null;
    }

    /** Whether an observation has all that is needed. */
    static boolean hasAll(Observation seen, List<String> needs) {
        for (String need : needs) {
            if (!has(seen, need)) {
                return false;
            }
        }
        return true;
    }

    private String reason(String need) {
        if (need.equals(TOOL)) {
            return "no tool spans seen on this site in " + records + " records";
        }
        if (need.equals(COST)) {
            return "no cost is known: none reported, and no price for the models seen, in " + records + " records";
        }
        if (isContent(need)) {
            return "content capture is off: no " + need + " in " + records + " records";
        }
        return "no " + need + " in " + records + " records";
    }

    private static boolean isContent(String need) {
        return switch (need) {
            case RuleSummary.CONTENT,
                    "gen_ai.input.messages",
                    "gen_ai.output.messages",
                    "gen_ai.tool.call.arguments",
                    "gen_ai.tool.call.result" -> true;
            default -> false;
        };
    }

    private static boolean has(Observation seen, String need) {
        Activity activity = seen.activity();
        return activity != null && has(activity, seen.sightings(), need);
    }

    private static boolean has(Activity activity, List<Sighting> sightings, String need) {
        Operation operation = activity.operation();
        return switch (need) {
            case RuleSummary.CONTENT -> !sightings.isEmpty() || hasContent(activity);
            case TOOL -> operation instanceof Operation.ToolCall;
            case "gen_ai.tool.definitions" -> !operation.tools().isEmpty();
            case "gen_ai.input.messages" -> hasInput(activity);
            case "gen_ai.output.messages" -> hasOutput(activity);
            case "gen_ai.tool.call.arguments" ->
                operation instanceof Operation.ToolCall call && call.arguments() != null;
            case "gen_ai.tool.call.result" -> operation instanceof Operation.ToolCall call && call.result() != null;
            case "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens" -> tokens(activity.usage());
            case COST -> activity.usage().costUsd() != null;
            default -> attributeHas(activity.attributes(), activity.resource().attributes(), need);
        };
    }

    private static boolean hasContent(Activity activity) {
        if (activity.operation() instanceof Operation.ToolCall call) {
            return call.arguments() != null || call.result() != null;
        }
        return hasInput(activity) || hasOutput(activity);
    }

    private static boolean hasInput(Activity activity) {
        return !activity.operation().input().isEmpty()
                || (activity instanceof LogEvent log && !log.input().isEmpty());
    }

    private static boolean hasOutput(Activity activity) {
        return !activity.operation().output().isEmpty()
                || (activity instanceof LogEvent log && !log.output().isEmpty());
    }

    private static boolean tokens(Usage usage) {
        return usage.inputTokens() != null || usage.outputTokens() != null;
    }

    private static boolean attributeHas(Attributes own, Attributes resource, String need) {
        return own.has(need) || resource.has(need);
    }
}
