package dev.vedette.detection.detectors;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.RuleSummary;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secret that inspection saw in what an agent said, read or sent. One finding for a secret and agent; again at most
 * every ten minutes while it repeats, and at once when it turns up in a worse place. Tools labelled {@code
 * source.secret} may return secrets: that alone is no finding.
 */
final class SecretLeakDetector implements Detector<SecretLeak> {
    private static final String ID = "SEC-01";
    private static final int VERSION = 1;
    private static final int SECRETS_PER_RECORD = 16;
    private static final double SURE = 0.9;
    private static final double GUESSED = 0.5;
    private static final String GENERIC = "generic-";
    private static final List<String> TAGS =
            List.of("owasp-llm25:LLM02", "owasp-llm26:LLM02", "owasp-mcp:MCP01", "atlas:AML.T0055", "atlas:AML.T0057");
    private static final List<String> NEXT_STEPS = List.of(
            "Revoke the credential at its issuer, then issue a new one",
            "Find out who could read it there: the model's provider, the tool's server, other trace stores",
            "Keep it out of the agent's context: let the tool fetch it by reference");

    private final ToolPolicy policy;

    SecretLeakDetector(ToolPolicy policy) {
        this.policy = policy;
    }

    /** One secret at the worst place where a record holds it. */
    private record Worst(Sighting sighting, SecretPlace place, int occurrences) {
        /**
         * How bad that is. A value that only its name and its disorder make a secret ({@code password = …}) wakes
         * nobody: agents are given passwords to set, and booking references look like tokens.
         */
        Severity severity() {
            return isGuess() && place.severity().compareTo(Severity.MEDIUM) > 0 ? Severity.MEDIUM : place.severity();
        }

        double score() {
            return isGuess() ? GUESSED : SURE;
        }

        private boolean isGuess() {
            return sighting.rule().startsWith(GENERIC);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public RuleSummary summary() {
        return new RuleSummary(
                ID,
                "Possible secret leak",
                "A key, token or password in prompts, answers, tool calls or other telemetry of an agent.",
                "match",
                VERSION,
                Severity.CRITICAL,
                List.of(RuleSummary.CONTENT),
                TAGS,
                "built-in");
    }

    @Override
    public List<String> keys(Observation seen) {
        List<Sighting> sightings = seen.sightings();
        if (sightings.isEmpty()) {
            return List.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        String service = ShortName.of(actor(seen).service());
        for (Sighting sighting : sightings) {
            if (keys.size() < SECRETS_PER_RECORD && counts(seen, sighting)) {
                keys.add(key(service, sighting));
            }
        }
        return List.copyOf(keys);
    }

    @Override
    public SecretLeak initialState() {
        return SecretLeak.NONE;
    }

    @Override
    public Class<SecretLeak> stateType() {
        return SecretLeak.class;
    }

    @Override
    public Duration forgetAfter() {
        return Duration.ofDays(1);
    }

    @Override
    public Step<SecretLeak> observe(String key, SecretLeak state, Observation seen) {
        Worst worst = worst(key, seen);
        if (worst == null) {
            return Step.quiet(state);
        }
        String agent = state.agentFor(actor(seen));
        Severity severity = worst.severity();
        Reported before = state.agents().get(agent);
        if (before == null) {
            Reported first = Reported.first(seen.at(), severity);
            return new Step<>(state.with(agent, first), List.of(finding(agent, worst, seen, first)));
        }
        Reported after = before.again(seen.at(), severity);
        SecretLeak next = state.with(agent, after);
        return before.isDue(seen.at(), severity)
                ? new Step<>(next, List.of(finding(agent, worst, seen, after)))
                : Step.quiet(next);
    }

    private @Nullable Worst worst(String key, Observation seen) {
        String service = ShortName.of(actor(seen).service());
        Worst worst = null;
        int occurrences = 0;
        for (Sighting sighting : seen.sightings()) {
            if (counts(seen, sighting) && key(service, sighting).equals(key)) {
                occurrences++;
                SecretPlace place = place(seen, sighting);
                if (worst == null || place.compareTo(worst.place()) < 0) {
                    worst = new Worst(sighting, place, 0);
                }
            }
        }
        return worst == null ? null : new Worst(worst.sighting(), worst.place(), occurrences);
    }

    private Finding finding(String agent, Worst worst, Observation seen, Reported reported) {
        String rule = ShortName.of(worst.sighting().rule());
        String tool = tool(seen);
        String where = worst.place().words() + (tool == null ? "" : " of " + tool);
        Activity activity = seen.activity();
        String traceId = activity == null ? null : LogTrace.idOf(activity);
        String spanId = activity instanceof Span ? activity.spanId() : null;
        return new Finding(
                ID,
                VERSION,
                worst.severity(),
                "Possible secret leak: " + rule + " in " + where + " (agent " + agent + ")",
                "What looks like a " + rule + " was seen in " + where + ". No secret was expected there; seen "
                        + reported.times() + (reported.times() == 1 ? " time" : " times") + " so far.",
                Map.of(
                        "agent",
                        agent,
                        "secret_rule",
                        rule,
                        "fingerprint",
                        worst.sighting().fingerprint()),
                worst.score(),
                null,
                seen.at(),
                traceId,
                spanId == null ? List.of() : List.of(spanId),
                evidence(worst, tool, reported),
                TAGS,
                NEXT_STEPS);
    }

    private static List<Evidence> evidence(Worst worst, @Nullable String tool, Reported reported) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("masked secret", worst.sighting().masked()));
        evidence.add(new Evidence("fingerprint", worst.sighting().fingerprint()));
        evidence.add(new Evidence("place", worst.sighting().place()));
        evidence.add(new Evidence("occurrences in this record", Integer.toString(worst.occurrences())));
        evidence.add(new Evidence("records with it", Long.toString(reported.times())));
        if (tool != null) {
            evidence.add(new Evidence("tool", tool));
        }
        return evidence;
    }

    private boolean counts(Observation seen, Sighting sighting) {
        if (!sighting.kind().equals(Sighting.SECRET)) {
            return false;
        }
        String tool = tool(seen);
        return tool == null
                || place(seen, sighting) != SecretPlace.TOOL_RESULT
                || !policy.labelsOf(tool).contains("source.secret");
    }

    private static SecretPlace place(Observation seen, Sighting sighting) {
        Activity activity = seen.activity();
        return activity == null ? SecretPlace.TELEMETRY : SecretPlace.in(activity, sighting.place());
    }

    private static String key(String service, Sighting sighting) {
        return ShortName.join(service, ShortName.of(sighting.rule()), ShortName.of(sighting.fingerprint()));
    }

    private static Actor actor(Observation seen) {
        Activity activity = seen.activity();
        if (activity == null) {
            throw new IllegalArgumentException("a tick has no actor");
        }
        return activity.actor();
    }

    private static @Nullable String tool(Observation seen) {
        Activity activity = seen.activity();
        return activity != null && activity.operation() instanceof Operation.ToolCall call
                ? ShortName.of(call.tool())
                : null;
    }
}
