package dev.vedette.web;

import dev.vedette.detection.Fact;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.detection.SignalCounts;
import dev.vedette.web.CoverageApi.BlindSpot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names what is missing at a service, the gravest first: by what it does not tell, by what it tells of itself. */
final class BlindSpots {
    /** So many calls say whether something is a habit. */
    private static final long ENOUGH = 20;

    /** So many calls among which none failed are a reason to wonder. */
    private static final long MANY = 200;

    private static final double FEW = 0.05;

    private final ServiceCoverage coverage;
    private final SignalCounts counts;
    private final List<BlindSpot> spots = new ArrayList<>();

    private BlindSpots(ServiceCoverage coverage) {
        this.coverage = coverage;
        this.counts = coverage.signals().counts();
    }

    static List<BlindSpot> of(ServiceCoverage coverage) {
        BlindSpots found = new BlindSpots(coverage);
        if (found.counts.operations() == 0 && found.counts.measures() > 0) {
            found.metricsAlone();
        } else if (found.counts.operations() == 0) {
            found.nothingUnderstood();
        } else {
            found.content();
            found.numbers();
            found.who();
        }
        found.completeness();
        return List.copyOf(found.spots);
    }

    private void metricsAlone() {
        spots.add(new BlindSpot(
                "metrics_alone",
                "Told by metrics alone",
                counts.measures() + " points of metrics tell how much was done. No span or log record tells what.",
                "Totals of tokens, cost and calls are shown, but there is nothing to look at behind them.",
                coverage.blind().stream().map(ServiceCoverage.BlindRule::rule).toList(),
                CaptureSettings.signals(coverage.signals())));
    }

    private void nothingUnderstood() {
        if (counts.records() >= ENOUGH) {
            spots.add(new BlindSpot(
                    "not_understood",
                    "No agent's work is told",
                    "None of " + counts.records() + " records tells of a model call, a tool call or an agent's run.",
                    "That is as it should be for a service that is no agent. If it is one, it needs an instrumentation.",
                    blindRules(List.of(Fact.values())),
                    List.of()));
        }
    }

    private void content() {
        if (lacks(Fact.CONTENT)) {
            boolean heldBack = counts.told(Fact.PLACEHOLDER) > 0;
            add(
                    "content",
                    heldBack ? "Content is held back" : "Content capture is off",
                    none("prompts, answers, tool arguments or results", Fact.CONTENT)
                            + (heldBack ? " The sender puts placeholders in their place." : ""),
                    null,
                    List.of(Fact.CONTENT, Fact.INPUT, Fact.OUTPUT, Fact.ARGUMENTS, Fact.RESULT));
            return;
        }
        missing(Fact.INPUT, "No prompts", "what models were told");
        missing(Fact.OUTPUT, "No answers", "what models answered");
        missing(Fact.ARGUMENTS, "No tool arguments", "what tools were given");
        missing(Fact.RESULT, "No tool results", "what tools answered");
    }

    private void numbers() {
        if (counts.records() >= MANY && counts.of(Fact.TOKENS) > 0 && counts.told(Fact.TOOL_CALL) == 0) {
            add(
                    "tool_call",
                    "No tool calls",
                    "None of " + counts.records() + " records tells of a tool that ran.",
                    "Fine if it has no tools. If it has some, what they did stays unseen.",
                    List.of(Fact.TOOL_CALL));
        }
        missing(Fact.TOKENS, "No token counts", "tokens");
        missing(Fact.COST, "No cost", "a cost, reported or estimated");
        missing(Fact.FINISH_REASON, "No finish reasons", "why the model stopped");
        missing(Fact.TOOL_DEFINITIONS, "No tool definitions", "which tools were offered");
        if (counts.operations() >= MANY && counts.told(Fact.FAILURE) == 0) {
            add(
                    "failure",
                    "Nothing ever fails",
                    "None of " + counts.operations() + " operations failed.",
                    "Some instrumentations leave failed calls out altogether, so this is no proof of health.",
                    List.of(Fact.FAILURE));
        }
    }

    private void who() {
        missing(Fact.SESSION, "No session", "a conversation of its own; each trace counts as one");
        missing(Fact.USER, "No user", "for whom it worked");
        missing(Fact.AGENT_NAME, "No agent's name", "which agent of the service it was");
    }

    private void completeness() {
        long children = counts.joined() + counts.orphaned();
        double orphaned = (double) counts.orphaned() / Math.max(1, children);
        if (counts.told(Fact.SAMPLED) > 0 || (children >= ENOUGH && orphaned >= FEW)) {
            add(
                    "sampled",
                    counts.told(Fact.SAMPLED) > 0 ? "Only a share is sent" : "Traces have holes",
                    counts.told(Fact.SAMPLED) > 0
                            ? sampled()
                            : String.format(
                                    Locale.ROOT,
                                    "The parents of %.0f %% of %d spans that were looked at never came: sampled, lost,"
                                            + " or sent elsewhere.",
                                    orphaned * 100,
                                    children),
                    "Counts are too low, and what happened in between stays unseen.",
                    List.of(Fact.SAMPLED));
        }
        if (counts.told(Fact.CLOCK_AHEAD) > 0) {
            add(
                    "clock_ahead",
                    "Its clock is ahead",
                    counts.told(Fact.CLOCK_AHEAD) + " spans ended more than five minutes in the future.",
                    "They count by the time of receipt, so their order in a trace may be wrong.",
                    List.of(Fact.CLOCK_AHEAD));
        }
    }

    private String sampled() {
        Double share = counts.sampledShare();
        long spans = counts.told(Fact.SAMPLED);
        String say = spans == 1 ? "1 span says that it is a sample" : spans + " spans say that they are a sample";
        if (share == null || share == 1) {
            return say + ".";
        }
        String percent = new BigDecimal(share * 100)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
        return say + ": of some, only " + percent + " % are kept.";
    }

    private void missing(Fact fact, String title, String what) {
        if (lacks(fact)) {
            add(fact.label(), title, none(what, fact), null, List.of(fact));
        }
    }

    private boolean lacks(Fact fact) {
        return counts.told(fact) == 0 && counts.of(fact) >= ENOUGH;
    }

    private String none(String what, Fact fact) {
        String kind = switch (fact.of()) {
            case MODEL -> "model calls";
            case TOOL -> "tool calls";
            case RETRIEVAL -> "look-ups";
            case OPERATION -> "operations";
            case RECORD -> "records";
        };
        return "None of " + counts.of(fact) + " " + kind + " tells " + what + ".";
    }

    private void add(String name, String title, String because, @Nullable String matters, List<Fact> facts) {
        spots.add(new BlindSpot(
                name,
                title,
                because,
                matters,
                blindRules(facts),
                CaptureSettings.fitting(coverage.signals(), Set.copyOf(facts))));
    }

    private List<String> blindRules(List<Fact> missing) {
        return coverage.blind().stream()
                .filter(blind -> blind.missing().stream().anyMatch(missing::contains))
                .map(ServiceCoverage.BlindRule::rule)
                .toList();
    }
}
