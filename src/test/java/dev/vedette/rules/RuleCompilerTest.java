package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Observation;
import dev.vedette.detection.ToolPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCompilerTest {
    private static final String WHERE = "where: e.tool.name == 'rm'";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "e.tool.nmae == 'rm'|there is no 'e.tool.nmae' (did you mean 'e.tool.name'?)",
                "e.tool.name == 3|does not compile",
                "e.tool.name|must be true or false, not string",
                "e.tool.name == params.x|there is no 'params.x'",
                "e.tool.name == 'rm' &&|does not compile",
                "value > 3.0|undeclared reference to 'value'",
                "launch(e.text)|undeclared reference to 'launch'"
            })
    void aConditionThatIsWrongIsTold(String condition, String message) {
        assertThat(compiled(RuleYaml.minimal().replace(WHERE, "where: \"" + condition + "\""))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.line()).isEqualTo(14);
                });
    }

    @Test
    void aConditionMayHaveFourThousandCharacters() {
        String longest = "e.tool.name == '" + "x".repeat(4_000) + "'";

        assertThat(compiled(RuleYaml.minimal().replace(WHERE, "where: \"" + longest + "\""))
                        .problems())
                .hasSize(1);
    }

    @Test
    void namesInTemplatesMustExist() {
        String yaml = RuleYaml.minimal().replace("{{agent.name}}", "{{agnet.name}} {{args_text}}");

        assertThat(compiled(yaml).problems())
                .extracting(RuleProblem::message)
                .containsExactly(
                        "nothing is called 'agnet.name' here (did you mean 'agent.name'?)",
                        "nothing is called 'args_text' here");
    }

    @Test
    void aKeyHoldsNoContent() {
        assertThat(compiled(RuleYaml.minimal().replace("[e.session, e.tool.name]", "[e.args_text]"))
                        .problems())
                .extracting(RuleProblem::message)
                .containsExactly("a key must not hold content");
    }

    @Test
    void anAggregateIsNotToldFinerThanItCounts() {
        String yaml = RuleYaml.aggregate("key: [e.agent.name]\nwindow: 10m\nfn: count\nfire: value >= 5\n");

        assertThat(compiled(yaml).problems())
                .extracting(RuleProblem::message)
                .containsExactly("every part of 'dedup.key' must be a part of 'detect.key' too");
    }

    @Test
    void oneBadRuleDoesNotStopTheOthers() {
        RuleSet set = RuleSet.load(
                Map.of(
                        "a.yaml", RuleYaml.minimal().replace("e.tool.name == 'rm'", "e.oops"),
                        "b.yaml", RuleYaml.minimal(),
                        "c.yaml", RuleYaml.minimal(),
                        "d.yaml", "{"),
                ToolPolicy.NONE);

        assertThat(set.detectors()).extracting(Detector::id).containsExactly("TOOL-90");
        assertThat(set.problems()).extracting(RuleProblem::file).containsExactly("a.yaml", "c.yaml", "d.yaml");
    }

    @Test
    void aLoopWithoutEndUsesUpItsBudgetAndTellsNoContent() {
        String ten = "[0,1,2,3,4,5,6,7,8,9]";
        String bomb = ten + ".all(a," + ten + ".all(b," + ten + ".all(c," + ten + ".all(d," + ten
                + ".all(f, a+b+c+d+f >= 0)))))";
        Detector<?> detector = detector(RuleYaml.minimal().replace(WHERE, "where: \"" + bomb + "\""));
        Observation seen = Observations.call(Observations.START, "s1", "hush", "{}", null);

        assertThatThrownBy(() -> detector.keys(seen))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 14")
                .hasMessageNotContaining("hush");
    }

    @Test
    void patternsTakeLinearTime() {
        Detector<?> detector = detector(RuleYaml.minimal().replace(WHERE, "where: \"e.args_text.matches('^(a+)+$')\""));
        Observation seen = Observations.call(Observations.START, "s1", "x", "a".repeat(50_000) + "!", null);

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(detector.keys(seen)).isEmpty());
    }

    @Test
    void anExceptionHoldsUntilItsDayIsOver() {
        String yaml = RuleYaml.minimal() + """
                exceptions:
                  - {id: migration, when: "e.agent.name == 'bot'", reason: planned, owner: ann, expires: "2026-03-01"}
                """;
        Detector<?> detector = detector(yaml);

        assertThat(detector.keys(Observations.call(Observations.START, "s1", "rm", "{}", null)))
                .isEmpty();
        assertThat(detector.keys(
                        Observations.call(Observations.START.plus(Duration.ofHours(12)), "s1", "rm", "{}", null)))
                .hasSize(1);
        assertThat(RuleChecker.check(Map.of("a.yaml", yaml), Observations.START).expired())
                .isEmpty();
        assertThat(RuleChecker.check(Map.of("a.yaml", yaml), Observations.START.plus(Duration.ofDays(1)))
                        .expired())
                .containsExactly("TOOL-90: exception 'migration' of ann is over");
    }

    @Test
    void aCheckIsSummedUpInALine() {
        RulesReport good = RuleChecker.check(Map.of("a.yaml", RuleYaml.minimal()), Observations.START);
        RulesReport bad = RuleChecker.check(
                Map.of("a.yaml", RuleYaml.minimal().replace("alerts: 1", "alerts: 2"), "b.yaml", "["),
                Observations.START);

        assertThat(good.passed()).isTrue();
        assertThat(good.summary()).isEqualTo("1 rule, 2 of 2 tests passed, no problems");
        assertThat(bad.passed()).isFalse();
        assertThat(bad.failures()).hasSize(1);
        assertThat(bad.summary()).isEqualTo("1 rule, 1 of 2 tests passed, 1 problem");
    }

    @Test
    void theSummaryNamesWhatTheRuleNeeds() {
        Detector<?> detector = detector(
                RuleYaml.minimal().replace("{tier: metadata}", "{tier: args, all_of: [gen_ai.tool.call.arguments]}"));

        assertThat(detector.summary().needs()).containsExactly("gen_ai.tool.call.arguments");
        assertThat(detector.summary().source()).isEqualTo("test.yaml");
        assertThat(detector.abstains(Observations.call(Observations.START, "s1", "rm", null, null)))
                .isTrue();
        assertThat(detector.abstains(Observations.call(Observations.START, "s1", "rm", "{}", null)))
                .isFalse();
        assertThat(detector.abstains(Observations.chat(Observations.START, List.of(), List.of())))
                .isFalse();
        assertThat(detector.keys(Observations.call(Observations.START, "s1", "rm", null, null)))
                .isEmpty();
    }

    private static RuleCompiler.Compiled compiled(String yaml) {
        return RuleCompiler.compile(RuleYaml.parsed(yaml), ToolPolicy.NONE);
    }

    private static Detector<?> detector(String yaml) {
        RuleCompiler.Compiled compiled = compiled(yaml);
        assertThat(compiled.problems()).isEmpty();
        Detector<?> detector = compiled.detector();
        assertThat(detector).isNotNull();
        return detector;
    }
}
