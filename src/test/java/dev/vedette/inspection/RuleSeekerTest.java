package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.vedette.gitleaks.GitleaksRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleSeekerTest {
    private static final List<SecretRule> RULES = GitleaksRules.builtIn();

    private static RuleSeeker seeker(SecretRule rule) {
        Map<Allowlist, CompiledAllowlist> compiled = new HashMap<>();
        return new RuleSeeker(rule, list -> compiled.computeIfAbsent(list, CompiledAllowlist::new));
    }

    /** The rule without what judges a match. */
    private static SecretRule bare(SecretRule rule) {
        return new SecretRule(rule.id(), rule.regex(), rule.secretGroup(), 0, rule.keywords(), List.of());
    }

    @Test
    void everyPatternCompilesInRe2() {
        for (SecretRule rule : RULES) {
            assertThat(Pattern.compile(rule.regex())).as(rule.id()).isNotNull();
            rule.allowlists().forEach(list -> list.regexes().forEach(Pattern::compile));
        }
    }

    @Test
    void mostRulesKnowWhereTheirMatchesBegin() {
        long anchored =
                RULES.stream().filter(rule -> seeker(rule).before() == 0).count();
        long near = RULES.stream().filter(rule -> seeker(rule).before() > 0).count();
        assertThat(anchored).isGreaterThan(200);
        assertThat(anchored + near).isGreaterThan(RULES.size() - 20);
    }

    @Test
    void searchingNearKeywordsFindsWhatTheWholePatternFinds() {
        Random random = new Random(2026);
        int matches = 0;
        for (SecretRule rule : RULES) {
            RuleSeeker seeker = seeker(bare(rule));
            Pattern pattern = Pattern.compile(rule.regex());
            for (int round = 0; round < 40; round++) {
                String text = text(rule, random);
                List<Integer> expected = matchEnds(pattern, text);
                matches += expected.size();
                assertThat(ends(seeker, text)).as(rule.id() + ": " + text).hasSameSizeAs(expected);
            }
        }
        assertThat(matches).isGreaterThan(200);
    }

    private static String text(SecretRule rule, Random random) {
        List<String> pieces = new ArrayList<>(rule.keywords());
        pieces.addAll(List.of(" = ", "=", ": \"", "\"", " ", "\n", "_key", "-", ".", "a1b2c3d4", "0123456789abcdef"));
        for (int length : new int[] {10, 15, 16, 20, 22, 24, 25, 30, 32, 36, 40, 43, 45, 64}) {
            pieces.add(Samples.random(random, length));
            pieces.add(rule.keywords().get(0) + "_token = \"" + Samples.random(random, length) + "\"");
            pieces.add(
                    rule.keywords().get(0) + Samples.random(random, length).toLowerCase(java.util.Locale.ROOT) + " ");
        }
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(14); count >= 0; count--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static List<Integer> matchEnds(Pattern pattern, String text) {
        List<Integer> ends = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            ends.add(matcher.end());
        }
        return ends;
    }

    private static List<Integer> ends(RuleSeeker seeker, String text) {
        Places places = new Places();
        new KeywordAutomaton(seeker.keywords()).scan(text, (keyword, start) -> places.add(start));
        List<Found> found = new ArrayList<>();
        if (places.size() > 0) {
            seeker.seek(text, places, found);
        }
        return found.stream().map(Found::end).toList();
    }
}
