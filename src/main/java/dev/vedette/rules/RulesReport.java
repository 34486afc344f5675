package dev.vedette.rules;

import java.util.List;

/**
 * What {@code rules check} found. Immutable.
 *
 * @param rules how many files hold a rule that loads
 * @param problems what is wrong with the files
 * @param results every test that ran
 * @param expired exceptions that are over, in words
 */
public record RulesReport(
        int rules, List<RuleProblem> problems, List<RuleExamples.Result> results, List<String> expired) {
    public RulesReport {
        problems = List.copyOf(problems);
        results = List.copyOf(results);
        expired = List.copyOf(expired);
    }

    /** Whether every file loads and every test passed. Exceptions that are over do not count. */
    public boolean passed() {
        return problems.isEmpty() && failures().isEmpty();
    }

    /** The tests that failed. */
    public List<RuleExamples.Result> failures() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    /** One line, such as {@code 18 rules, 131 of 131 tests passed, no problems}. */
    public String summary() {
        int failed = failures().size();
        return rules + (rules == 1 ? " rule, " : " rules, ") + (results.size() - failed) + " of " + results.size()
                + " tests passed, "
                + (problems.isEmpty() ? "no" : Integer.toString(problems.size()))
                + (problems.size() == 1 ? " problem" : " problems")
                + (expired.isEmpty() ? "" : ", " + expired.size() + " expired exceptions");
    }
}
