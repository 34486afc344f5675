package dev.vedette.detection.detectors;

import dev.vedette.detection.Band;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.detection.stats.NegativeBinomial;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One call as the rate test sees it, and the words for it when it is one too many.
 *
 * @param operation {@code tool}, {@code model}, …
 * @param subject the tool or model, {@link #ALL} for all of them, empty where the operation has none
 */
record RateSpike(Instant at, Activity activity, String operation, String subject) {
    static final String ALL = "*";

    static final List<String> TAGS = List.of(
            "owasp-llm25:LLM10", "owasp-llm26:LLM06", "owasp-asi:ASI08", "atlas:AML.T0034.002", "atlas:AML.T0029");

    private static final List<String> NEXT_STEPS = List.of(
            "Open the traces of that minute: is it one run in a loop, or many runs at once?",
            "If it is a loop or abuse, stop the agent or lower its rate limit",
            "If it is wanted, acknowledge: after an hour at the new level it counts as normal");

    private static final int SEVERE = 4;
    private static final double HALF_SCORE = 5;

    /** The series' name within its agent. */
    String series() {
        return ShortName.join(operation, subject);
    }

    /** Totals are not pooled with the parts that they are made of. */
    String pool() {
        return subject.equals(ALL) ? ShortName.join(operation, ALL) : operation;
    }

    Finding finding(String rule, int version, RateSeries series, long count, RatePool pool) {
        boolean judged = series.history().suffices();
        NegativeBinomial prediction = series.history().prediction(pool);
        double probability = prediction.tail(count);
        long limit = series.limit();
        Band band = judged
                ? new Band(
                        prediction.mean(), prediction.lower(RateHistory.ALPHA), limit - 1.0, count, "calls per minute")
                : new Band(prediction.mean(), 0, limit - 1.0, count, "calls per minute");
        String agent = ShortName.of(activity.actor().agent());
        return new Finding(
                rule,
                version,
                count >= SEVERE * limit ? Severity.HIGH : Severity.MEDIUM,
                "Rate spike: " + count + " " + words() + " within a minute (agent " + agent + ")",
                description(judged, prediction, limit, count),
                Map.of(
                        "agent", agent,
                        "service", ShortName.of(activity.actor().service()),
                        "operation", operation,
                        "subject", subject),
                judged ? score(probability) : 0.5,
                band,
                at,
                LogTrace.idOf(activity),
                activity.spanId() == null ? List.of() : List.of(activity.spanId()),
                evidence(judged, series, probability),
                TAGS,
                NEXT_STEPS);
    }

    private String description(boolean judged, NegativeBinomial prediction, long limit, long count) {
        if (!judged) {
            return count + " " + words() + " within a minute. There is no baseline yet; without one, more than "
                    + (limit - 1) + " is taken for a burst.";
        }
        return count + " " + words() + " within a minute, where "
                + String.format(Locale.ROOT, "%.1f", prediction.mean()) + " were expected and up to " + (limit - 1)
                + " would have been normal.";
    }

    private List<Evidence> evidence(boolean judged, RateSeries series, double probability) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("operation", operation));
        if (!subject.isEmpty()) {
            evidence.add(new Evidence(operation, subject));
        }
        evidence.add(new Evidence(
                "minutes of history", Long.toString(series.history().closed())));
        if (judged) {
            evidence.add(new Evidence("probability", String.format(Locale.ROOT, "%.1e", probability)));
        } else {
            evidence.add(new Evidence("baseline", "none yet"));
        }
        return evidence;
    }

    private String words() {
        String calls = operation + " calls";
        if (subject.equals(ALL)) {
            return calls + " in all";
        }
        return subject.isEmpty() ? calls : calls + " of " + subject;
    }

    private static double score(double probability) {
        double evidence = -Math.log10(Math.max(probability, 1e-300));
        return 1 - Math.pow(2, -evidence / HALF_SCORE);
    }
}
