package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleParserTest {
    @Test
    void aGoodRuleHasNoProblems() {
        RuleParser.Parsed parsed = RuleParser.parse("a.yaml", RuleYaml.minimal());

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.rule()).isNotNull();
        assertThat(parsed.rule().id()).isEqualTo("TOOL-90");
    }

    @Test
    void anUnknownKeyIsAProblemWithItsPlaceAndASuggestion() {
        List<RuleProblem> problems = problems(RuleYaml.minimal().replace("summary:", "sumary:"));

        assertThat(problems)
                .extracting(RuleProblem::message)
                .contains("unknown key 'sumary' (did you mean 'summary'?)");
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(8);
            assertThat(problem.column()).isEqualTo(1);
            assertThat(problem.toString()).startsWith("a.yaml:8:1: ");
        });
    }

    @Test
    void allProblemsAreToldAtOnce() {
        String yaml = RuleYaml.minimal()
                .replace("id: TOOL-90", "id: tool90")
                .replace("severity: medium", "severity: awful")
                .replace("owasp-asi:ASI02", "owasp-asi:ASI12")
                .replace("for: 1h", "for: soon");

        assertThat(problems(yaml)).hasSize(4);
    }

    @Test
    void aKeyThatIsThereTwiceIsAProblem() {
        assertThat(problems(RuleYaml.minimal() + "version: 2\n"))
                .extracting(RuleProblem::message)
                .containsExactly("the key 'version' is there twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: !!javax.script.ScriptEngineManager []|tags such as",
                "title: !local x|tags such as",
                "a: &a [x]\\nb: *a|aliases are not allowed",
                "a: [1|not YAML",
                "- a|a rule file is a mapping",
                "''|a rule file is a mapping",
                "a: 1\\n---\\nb: 2|one rule a file",
            })
    void hostileOrBrokenYamlIsRefused(String yaml, String message) {
        assertThat(problems(yaml.replace("\\n", "\n")))
                .hasSize(1)
                .first()
                .satisfies(problem -> assertThat(problem.message()).contains(message));
    }

    @Test
    void aBillionLaughsAreNotLaughed() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int level = 1; level < 30; level++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
        }

        assertThat(problems(yaml.toString())).hasSize(1);
    }

    @Test
    void depthIsBounded() {
        assertThat(problems("a: " + "[".repeat(100_000)))
                .extracting(RuleProblem::message)
                .containsExactly("nested deeper than 32");
    }

    @Test
    void sizeIsBounded() {
        String yaml = RuleYaml.minimal() + "#".repeat(YamlGuard.MAX_CHARACTERS);

        assertThat(problems(yaml))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("the file has"));
    }

    @Test
    void aRuleWithoutAnExampleThatFiresDoesNotLoad() {
        assertThat(problems(RuleYaml.minimal().replace("alerts: 1", "alerts: 0")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("at least one example that fires"));
    }

    @Test
    void aGapIsNotAnExampleThatMustNotFire() {
        assertThat(problems(RuleYaml.minimal().replace("- name: another", "- gap: later\n    name: another")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("one, not a gap, that must not"));
    }

    @ParameterizedTest
    @CsvSource({"correlate", "sequence", "flow", "baseline", "absence"})
    void typesThatDoNotExistYetAreRefused(String type) {
        assertThat(problems(RuleYaml.minimal().replace("type: match", "type: " + type)))
                .extracting(RuleProblem::message)
                .contains("detect type '" + type + "' is not supported by this version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "respond: {notify: [me]}",
                "needs: {tier: metadata, context: [tool.labels]}",
                "evidence: [{path: e.name, as: name, class: content-masked}]"
            })
    void nothingLooksActiveThatIsNot(String line) {
        String key = line.substring(0, line.indexOf(':'));
        String yaml = RuleYaml.minimal().replaceAll("(?m)^" + key + ":.*\n", "") + line + "\n";

        assertThat(problems(yaml))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is not supported by this version"));
    }

    @Test
    void aNumberInPlaceOfATextIsToldHowToBecomeOne() {
        assertThat(problems(RuleYaml.minimal().replace("title: Forbidden tool", "title: 403")))
                .extracting(RuleProblem::message)
                .contains("'title' must be a text; put it in quotes");
    }

    @Test
    void anEventOfATestHasOnlyFieldsThatExist() {
        assertThat(problems(RuleYaml.minimal().replace("tool: {name: ls}", "tool: {nmae: ls}")))
                .extracting(RuleProblem::message)
                .containsExactly("an event has no 'tool.nmae' (did you mean 'e.tool.name'?)");
    }

    @Test
    void paramsAreCheckedAgainstTheirTypeAndLimits() {
        String yaml = RuleYaml.minimal() + """
                params:
                  low: {type: int, default: 1, min: 2}
                  odd: {type: int, default: 1.5}
                  bad: {type: float, default: 1}
                  fine: {type: duration, default: 10m, min: 1m, max: 1h}
                """;

        assertThat(problems(yaml)).hasSize(3);
    }

    @Test
    void durationsAreReadWithinLimits() {
        assertThat(Durations.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Durations.parse("31d")).isEqualTo(Duration.ofDays(31));
        for (String wrong : List.of("", "s", "10", "0s", "32d", "1w", "-1m", "99999999s", "1.5h")) {
            assertThat(Durations.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void tagsAreCheckedByNamespace() {
        for (String good : List.of(
                "owasp-asi:ASI10",
                "owasp-llm25:LLM01",
                "atlas:AML.T0051.001",
                "atlas:AML.T0112",
                "euai:14",
                "maestro:L5",
                "aisvs:9.2.8",
                "nist-aml:015",
                "owasp-mcp:MCP10",
                "owasp-ast:AST01")) {
            assertThat(TagLint.objection(good)).as(good).isNull();
        }
        for (String bad : List.of(
                "ASI01",
                "owasp-asi:ASI11",
                "owasp-asi:ASI1",
                "atlas:T0051",
                "atlas:AML.T0113",
                "atlas:AML.T0051.1",
                "mitre:AML.T0051",
                "euai:0",
                "maestro:L8",
                "aisvs:9.2",
                "owasp-llm25:ASI01",
                "")) {
            assertThat(TagLint.objection(bad)).as(bad).isNotNull();
        }
    }

    private static List<RuleProblem> problems(String yaml) {
        return RuleParser.parse("a.yaml", yaml).problems();
    }
}
