package dev.vedette.rules;

import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the tests that a rule file brings along, on a virtual clock. */
public final class RuleExamples {
    /** When every test starts. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private RuleExamples() {}

    /** Runs every test of a rule; a rule that does not compile has no results but its problems. Never throws. */
    public static Outcome run(RuleFile rule) {
        List<RuleProblem> problems = new ArrayList<>();
        CompiledRule compiled = RuleCompiler.compile(rule, problems);
        List<Result> results = new ArrayList<>();
        if (compiled != null) {
            for (RuleExample example : rule.examples()) {
                results.add(run(compiled, example));
            }
        }
        return new Outcome(results, problems);
    }

    private static Result run(CompiledRule rule, RuleExample example) {
        String expected = expected(example);
        try {
            List<Finding> findings = findings(rule, example);
            List<Severity> severities = findings.stream().map(Finding::severity).toList();
            boolean passed = findings.size() == example.alerts()
                    && (example.severities().isEmpty() || example.severities().equals(severities))
                    && (example.title() == null
                            || (!findings.isEmpty()
                                    && example.title().equals(findings.get(0).title())));
            String title = findings.isEmpty() || example.title() == null
                    ? ""
                    : " '" + findings.get(0).title() + "'";
            return new Result(
                    rule.file().id(), example.name(), passed, expected, describe(findings.size(), severities) + title);
        } catch (IllegalStateException failed) {
            return new Result(rule.file().id(), example.name(), false, expected, "failed: " + failed.getMessage());
        }
    }

    private static List<Finding> findings(CompiledRule rule, RuleExample example) {
        Map<String, RuleState> states = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (RuleExample.Event told : example.events()) {
            RuleEvent event = new ExampleEvent(START.plus(told.after()), told.kind(), told.values());
            if (rule.concerns(event)) {
                String key = rule.stateKey(event);
                Step<RuleState> step = RuleFold.step(rule, states.getOrDefault(key, RuleState.INITIAL), event);
                states.put(key, step.state());
                findings.addAll(step.findings());
            }
        }
        return findings;
    }

    private static String expected(RuleExample example) {
        String title = example.title() == null ? "" : " '" + example.title() + "'";
        return describe(example.alerts(), example.severities()) + title;
    }

    private static String describe(int alerts, List<Severity> severities) {
        String count = alerts == 1 ? "1 alert" : alerts + " alerts";
        return severities.isEmpty()
                ? count
                : count + " ("
                        + String.join(
                                ", ",
                                severities.stream()
                                        .limit(10)
                                        .map(Severity::label)
                                        .toList()) + ")";
    }

    /**
     * How one test went. Immutable.
     *
     * @param expected in words, such as {@code 1 alert (high)}
     * @param got in the same words
     */
    public record Result(String rule, String test, boolean passed, String expected, String got) {}

    /** How the tests of a rule went. Immutable. */
    public record Outcome(List<Result> results, List<RuleProblem> problems) {
        public Outcome {
            results = List.copyOf(results);
            problems = List.copyOf(problems);
        }
    }
}
