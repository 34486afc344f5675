package dev.vedette.rules;

import dev.vedette.detection.ToolPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks rule files as {@code rules check} does: form, expressions, and the tests in each file. */
public final class RuleChecker {
    private RuleChecker() {}

    /**
     * Checks files.
     *
     * @param files file name to YAML
     * @param now decides which exceptions are over
     */
    public static RulesReport check(Map<String, String> files, Instant now) {
        RuleSet set = RuleSet.load(files, ToolPolicy.NONE);
        List<RuleExamples.Result> results = new ArrayList<>();
        List<String> expired = new ArrayList<>();
        for (RuleFile rule : set.rules()) {
            results.addAll(RuleExamples.run(rule).results());
            for (RuleFile.RuleException exception : rule.report().exceptions()) {
                if (!now.isBefore(exception.expires())) {
                    expired.add(
                            rule.id() + ": exception '" + exception.id() + "' of " + exception.owner() + " is over");
                }
            }
        }
        return new RulesReport(set.rules().size(), set.problems(), results, expired);
    }
}
