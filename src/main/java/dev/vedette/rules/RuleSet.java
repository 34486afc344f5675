package dev.vedette.rules;

import dev.vedette.detection.Detector;
import dev.vedette.detection.ToolPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of a folder, ready to run. One that is bad is left out and told; it never stops the others. Immutable. */
public final class RuleSet {
    private final List<RuleFile> rules;
    private final List<Detector<?>> detectors;
    private final List<RuleProblem> problems;

    private RuleSet(List<RuleFile> rules, List<Detector<?>> detectors, List<RuleProblem> problems) {
        this.rules = List.copyOf(rules);
        this.detectors = List.copyOf(detectors);
        this.problems = List.copyOf(problems);
    }

    /**
     * Loads rules in the order of their files' names. Never throws.
     *
     * @param files file name to YAML
     * @param policy gives tools their labels and agents their allow-lists
     */
    public static RuleSet load(Map<String, String> files, ToolPolicy policy) {
        List<RuleFile> rules = new ArrayList<>();
        List<Detector<?>> detectors = new ArrayList<>();
        List<RuleProblem> problems = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            RuleParser.Parsed parsed = RuleParser.parse(file.getKey(), file.getValue());
            problems.addAll(parsed.problems());
            RuleFile rule = parsed.rule();
            if (rule == null) {
                continue;
            }
            String owner = owners.get(rule.id());
            if (owner != null) {
                problems.add(new RuleProblem(file.getKey(), 0, 0, "the id " + rule.id() + " is taken by " + owner));
                continue;
            }
            RuleCompiler.Compiled compiled = RuleCompiler.compile(rule, policy);
            problems.addAll(compiled.problems());
            Detector<?> detector = compiled.detector();
            if (detector != null) {
                owners.put(rule.id(), file.getKey());
                rules.add(rule);
                detectors.add(detector);
            }
        }
        return new RuleSet(rules, detectors, problems);
    }

    /** The rules that loaded. */
    public List<RuleFile> rules() {
        return rules;
    }

    /** A detector for each rule that loaded, in the same order. */
    public List<Detector<?>> detectors() {
        return detectors;
    }

    /** Why the others did not. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
