package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.vedette.detection.ToolPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the tests that the shipped rules bring along. */
class RuleExamplesTest {
    @TestFactory
    Stream<DynamicNode> everyRulePassesItsOwnTests() {
        return RuleSet.load(ShippedRules.files(), ToolPolicy.NONE).rules().stream()
                .map(rule -> dynamicContainer(
                        rule.id(),
                        RuleExamples.run(rule).results().stream()
                                .map(result -> dynamicTest(result.test(), () -> assertPassed(result)))));
    }

    private static void assertPassed(RuleExamples.Result result) {
        assertThat(result.passed())
                .as("expected %s, got %s", result.expected(), result.got())
                .isTrue();
    }

    @Test
    void atLeastTwelveRulesAreShippedAndAllLoad() {
        RuleSet set = RuleSet.load(ShippedRules.files(), ToolPolicy.NONE);

        assertThat(set.problems()).isEmpty();
        assertThat(set.detectors())
                .hasSizeGreaterThanOrEqualTo(12)
                .hasSameSizeAs(ShippedRules.files().entrySet());
    }

    @Test
    void everyFileIsNamedAfterItsRule() {
        assertThat(RuleSet.load(ShippedRules.files(), ToolPolicy.NONE).rules())
                .allSatisfy(rule -> assertThat(rule.file()).isEqualTo(rule.id() + ".yaml"));
    }

    @Test
    void aTestThatFailsTellsWhatWasExpectedAndWhatCame() {
        String yaml = RuleYaml.minimal().replace("expect: {alerts: 1}", "expect: {alerts: 2, severity: high}");
        RuleFile rule = RuleYaml.parsed(yaml);

        RuleExamples.Result result = RuleExamples.run(rule).results().get(0);

        assertThat(result.passed()).isFalse();
        assertThat(result.expected()).isEqualTo("2 alerts (high, high)");
        assertThat(result.got()).isEqualTo("1 alert (medium)");
    }

    @Test
    void theExampleInTheReadmeWorks() throws IOException {
        String readme = Files.readString(Path.of("rules/README.md"));
        int start = readme.indexOf("```yaml\n") + 8;

        RulesReport report = RuleChecker.check(
                Map.of("README.md", readme.substring(start, readme.indexOf("```", start))),
                Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(report.problems()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.rules()).isEqualTo(1);
    }
}
