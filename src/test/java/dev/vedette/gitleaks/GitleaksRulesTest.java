package dev.vedette.gitleaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.inspection.Allowlist;
import dev.vedette.inspection.SecretRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitleaksRulesTest {
    @Test
    void theDefaultFileLoadsUnchanged() {
        List<SecretRule> rules = GitleaksRules.read("[extend]\nuseDefault = true\n");
        assertThat(rules)
                .hasSize(221)
                .extracting(SecretRule::id)
                .contains("github-pat", "generic-api-key")
                .doesNotContain("pkcs12-file");
        assertThat(rules).allSatisfy(rule -> assertThat(rule.keywords()).isNotEmpty());
    }

    @Test
    void ownRulesExtendIt() {
        assertThat(GitleaksRules.builtIn())
                .extracting(SecretRule::id)
                .contains("github-pat", "llm-key")
                .doesNotContain("curl-auth-user")
                .doesNotHaveDuplicates();
    }

    @Test
    void readsAllThatARuleSays() {
        SecretRule rule = GitleaksRules.read("""
                        [[allowlists]]
                        stopwords = ["global"]
                        [[allowlists]]
                        targetRules = ["one"]
                        regexes = ["^x"]
                        [[rules]]
                        id = "one"
                        regex = '''one_([a-z]+)'''
                        secretGroup = 1
                        entropy = 3
                        keywords = ["ONE_"]
                        [[rules.allowlists]]
                        condition = "AND"
                        regexTarget = "line"
                        regexes = ["a", "b"]
                        stopwords = ["c"]
                        [[rules.allowlists]]
                        condition = "AND"
                        paths = ["test"]
                        regexes = ["needs a path"]
                        """).get(0);
        assertThat(rule.id()).isEqualTo("one");
        assertThat(rule.secretGroup()).isEqualTo(1);
        assertThat(rule.entropy()).isEqualTo(3);
        assertThat(rule.keywords()).containsExactly("one_");
        assertThat(rule.allowlists())
                .containsExactly(
                        new Allowlist(List.of(), List.of("global"), Allowlist.Target.SECRET, false),
                        new Allowlist(List.of("a", "b"), List.of("c"), Allowlist.Target.LINE, true),
                        new Allowlist(List.of("^x"), List.of(), Allowlist.Target.SECRET, false));
    }

    @Test
    void overridesARuleOfTheBase() {
        SecretRule rule = GitleaksRules.read("""
                        [extend]
                        useDefault = true
                        disabledRules = ["jwt"]
                        [[rules]]
                        id = "github-pat"
                        entropy = 1
                        keywords = ["more"]
                        """).stream()
                .filter(found -> found.id().equals("github-pat"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.entropy()).isEqualTo(1);
        assertThat(rule.regex()).startsWith("ghp_");
        assertThat(rule.keywords()).containsExactlyInAnyOrder("ghp_", "more");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> GitleaksRules.read("[[rules]]\nid = \"x\"\n"))
                .hasMessageContaining("rule x has neither");
        assertThatThrownBy(() -> GitleaksRules.read("[[rules]]\nregex = \"x\"\n"))
                .hasMessageContaining("no id");
        assertThatThrownBy(() -> GitleaksRules.read("= =")).hasMessageContaining("not a TOML file");
        assertThatThrownBy(() -> GitleaksRules.read("[[allowlists]]\ncondition = \"XOR\"\nregexes = [\"a\"]"))
                .hasMessageContaining("condition");
        assertThatThrownBy(
                        () -> GitleaksRules.read("[allowlist]\nregexes = [\"a\"]\n[[allowlists]]\nregexes = [\"b\"]"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
