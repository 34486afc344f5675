package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LazyAutomatonTest {
    private static boolean accepts(String pattern, String text) {
        return new LazyAutomaton(RegexParser.parse(pattern)).read(text, 0) >= 0;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "abc ; abcd ; true",
                "abc ; abd ; false",
                "(?i)abc ; aBC ; true",
                "a(?i)bc ; AbC ; false",
                "a(?i:b)c ; aBc ; true",
                "[a-c]{2,3}x ; abx ; true",
                "[a-c]{2,3}x ; abcax ; false",
                "[^\\s]+ ; x ; true",
                "[[:alnum:]]{3}$ ; a1B ; true",
                "[[:alnum:]]{3}$ ; a1Bx ; false",
                "a|bc|d ; bc ; true",
                "(?P<name>x)\\x41 ; xA ; true",
                "x{,y ; x{,y ; true",
                "\\bab\\b ; ab ; true",
                "[]a]+- ; ]a- ; true",
                "[\\w.-]{0,5}?k= ; a.b-k= ; true"
            })
    void readsTheSyntaxOfRe2(String pattern, String text, boolean accepted) {
        assertThat(accepts(pattern, text)).isEqualTo(accepted);
    }

    @Test
    void tellsWhereReadingStopped() {
        LazyAutomaton automaton = new LazyAutomaton(RegexParser.parse("[0-9]+"));
        assertThat(automaton.read("ab12cd", 2)).isEqualTo(4);
        assertThat(automaton.read("ab12cd", 0)).isEqualTo(~0);
        assertThat(automaton.read("12", 0)).isEqualTo(2);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> RegexParser.parse("\\p{Greek}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RegexParser.parse("(a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RegexParser.parse("[a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsEveryKeywordInEitherCase() {
        KeywordAutomaton automaton = new KeywordAutomaton(List.of("he", "she", "hers", "his"));
        StringBuilder found = new StringBuilder();
        automaton.scan(
                "uSHErs \u0131his",
                (keyword, start) ->
                        found.append(keyword).append('@').append(start).append(' '));
        assertThat(found.toString().trim().split(" ", -1)).containsExactlyInAnyOrder("1@1", "0@2", "2@2", "3@8");
    }
}
