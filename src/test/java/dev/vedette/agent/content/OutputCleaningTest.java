package dev.vedette.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.content.OutputPolicy.Links;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputCleaningTest {
    private static final OutputPolicy KEEP = new OutputPolicy(true, Set.of(), Links.KEEP, Set.of(), true);
    private static final OutputPolicy HOSTS =
            new OutputPolicy(true, Set.of("img.example"), Links.ALLOWED_HOSTS, Set.of("Docs.example"), true);

    private static Cleaned clean(OutputPolicy policy, String text) {
        return new OutputCleaning(policy, Planted.MASK).clean(text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strict")
    void withoutImagesAndLinks(String what, String text, String cleaned) {
        assertThat(clean(OutputPolicy.STRICT, text).text()).as(what).isEqualTo(cleaned);
        assertThat(clean(OutputPolicy.STRICT, cleaned).text()).isEqualTo(cleaned);
    }

    static Stream<Arguments> strict() {
        String code = "```\n![x](https://evil.example/?d=1)\n<img src=x>\n```\n";
        return Stream.of(
                Arguments.of(
                        "an image",
                        "a ![logo](https://evil.example/p?d=U2Vj) b",
                        "a logo (image from evil.example removed) b"),
                Arguments.of("an image without words", "![](//evil.example/p)", "(image from evil.example removed)"),
                Arguments.of(
                        "a path with backslashes", "![x](/\\\\evil.example/p)", "x (image from evil.example removed)"),
                Arguments.of("a local image", "![x](/logo.png)", "![x](/logo.png)"),
                Arguments.of("an image of data", "![x](data:image/png;base64,AAAA)", "x (image from no host removed)"),
                Arguments.of(
                        "a referred image",
                        "![x][1]\n\n[1]: https://evil.example/p\n",
                        "x (image from evil.example removed)\n\n1: evil.example\n"),
                Arguments.of(
                        "a short reference",
                        "see [x]\n\n[x]: <https://evil.example/p>\n  'title'\n\nend",
                        "see x (evil.example)\n\nx: evil.example\n\nend"),
                Arguments.of("a link", "see [the *page*](https://docs.example/a?b).", "see the page (docs.example)."),
                Arguments.of(
                        "a link around an image", "[![a](https://a.example/i)](https://b.example/)", "a (b.example)"),
                Arguments.of("a link that joins a word", "ab[cd](https://b.example)", "ab cd (b.example)"),
                Arguments.of("an address in pointed brackets", "see <https://evil.example/x?y=z>", "see evil.example"),
                Arguments.of(
                        "a bare address",
                        "see https://evil.example/x_y*z(1), or www.evil.example/q.",
                        "see evil.example, or evil.example."),
                Arguments.of(
                        "an image with spaces in its address",
                        "![x](https://evil.example/a b.png)",
                        "![x] (evil.example b.png)"),
                Arguments.of("HTML", "a <img src='https://evil.example'> b<br>c", "a  b c"),
                Arguments.of("HTML that is not quite HTML", "a <img/src=x onerror=y b", "a < img/src=x onerror=y b"),
                Arguments.of(
                        "a block of HTML", "<div>\n![x](https://evil.example)\n</div>\n\nend", "(HTML removed)\n\nend"),
                Arguments.of(
                        "a label that becomes a link",
                        "[[a\\](https://c.example)](https://b.example)",
                        "[a)(c.example) (b.example)"),
                Arguments.of(
                        "a footnote's text",
                        "x[^1]\n\n[^1]: ![x](https://evil.example/p)\n",
                        "x[^1]\n\n^1: !(x)(https: //evil.example/p)\n"),
                Arguments.of(
                        "bars in a table",
                        "|a|b|\n|-|-|\n| ` | ![x](https://e.example) ` |",
                        "|a|b|\n|-|-|\n| | !(x)(https: //e.example) |"),
                Arguments.of("a script's address", "[x](javascript:alert(1))", "x (no host)"),
                Arguments.of("code stays", code, code),
                Arguments.of(
                        "code in a sentence stays", "use `![x](https://e.example)`", "use `![x](https://e.example)`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words, 1 < 2 && a > b, arr[i](x) f(x)[0]",
                "# Title\n\n* one\n* two\n  1. three\n\n> quote\n\n---\n\ttab  \nend ",
                "| a | b |\n|---|---|\n| *c* | `d` |\n",
                "#![allow(dead_code)] and [x] and ![y] \\[z\\]",
                "\r\n mixed \r line \n breaks\r\n",
                "jdbc:postgresql://host/db and file:///etc/passwd",
                "\u4e2d\u6587 \ud83d\ude00 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
            })
    void whatNeedsNoChangeIsTheSame(String text) {
        assertThat(clean(OutputPolicy.STRICT, text).text()).isSameAs(text);
        assertThat(clean(KEEP, text).text()).isSameAs(text);
    }

    @Test
    void knownHostsStay() {
        String text = "[a](https://docs.example/x) ![b](https://img.example/y.png) https://docs.example/z [c](#d)";
        assertThat(clean(HOSTS, text).text()).isSameAs(text);
        assertThat(clean(
                                HOSTS,
                                "![b](https://docs.example/y) [a](https://img.example) [x](https://docs.example@evil.example)")
                        .text())
                .isEqualTo("b (image from docs.example removed) a (img.example) x (evil.example)");
    }

    @Test
    void linksStayWhereTheyAreKept() {
        String text = "[a](https://x.example/y) <https://z.example> https://w.example/v [m](mailto:a@b.example)";
        assertThat(clean(KEEP, text).text()).isSameAs(text);
        assertThat(clean(KEEP, "[a][1] ![b][1]\n\n[1]: https://x.example/y\n").text())
                .isEqualTo("[a](<https://x.example/y>) b (image from x.example removed)\n\n1: <https://x.example/y>\n");
        assertThat(clean(KEEP, "[a](javascript:x)").text()).isEqualTo("a (no host)");
    }

    @Test
    void allPassesWhereMarkupIsKept() {
        OutputPolicy all = new OutputPolicy(false, Set.of(), Links.KEEP, Set.of(), false);
        String text = "![x](https://evil.example/) <b>x</b> " + Planted.aws();
        assertThat(clean(all, text).text()).isSameAs(text);
    }

    @Test
    void secretsAreMaskedBeforeTheirMasksCouldBecomeMarkup() {
        Cleaned cleaned = clean(OutputPolicy.STRICT, "!" + Planted.anthropic() + "(https://evil.example/p)");
        assertThat(cleaned.text()).doesNotContain("](").contains("REDACTED").contains("evil.example");
        assertThat(cleaned.counts()).containsEntry("secrets", 1);
    }

    @Test
    void hiddenCharactersDoNotBreakUpASecret() {
        String aws = Planted.aws();
        assertThat(clean(OutputPolicy.STRICT, "key " + aws.substring(0, 9) + "\u200b\u001b[0m" + aws.substring(9))
                        .text())
                .startsWith("key [REDACTED:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "![",
                "]",
                "[](",
                "![](",
                "<",
                "<!--",
                "<?",
                "<a ",
                "`",
                "*",
                "_a",
                "**a ",
                "> ",
                "- ",
                "1. ",
                "\\",
                "&",
                "[a]: ",
                "[a]: <",
                "[a][",
                "(((",
                "<![CDATA[",
                "https://",
                "www.",
                "- \n",
                ">\n",
                "](",
                "a\n- ",
                "[a](<b",
                "*a **a ",
                "\t",
                "[[a]]",
                "![a](b",
                "<a href=\"",
                "<a b='",
                "<a b=c ",
                "[a](<b\n",
                "``` ",
                "~~~\n",
                "|`",
                "[^a]: "
            })
    void hostileTextsTakeBoundedTime(String seed) {
        String readable = seed.repeat(Markup.LONGEST / seed.length());
        String huge = seed.repeat(1_000_000 / seed.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            clean(OutputPolicy.STRICT, readable);
            clean(OutputPolicy.STRICT, huge);
        });
    }

    @Test
    void deepNestingTakesBoundedTime() {
        String list = "- ".repeat(60) + "a\n" + "\n".repeat(60_000);
        String images = "![".repeat(20_000) + "](a)".repeat(6_000);
        StringBuilder steps = new StringBuilder();
        for (int depth = 0; depth < 240; depth++) {
            steps.append("  ".repeat(depth)).append("- a\n");
        }
        String stairs = steps + "\n".repeat(Markup.LONGEST - steps.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            clean(OutputPolicy.STRICT, list);
            clean(OutputPolicy.STRICT, images);
            clean(OutputPolicy.STRICT, stairs);
        });
    }

    @Test
    void whatIsTooLongLosesAllMarkup() {
        String text = "![x](https://evil.example/p) ".repeat(3_000);
        Cleaned cleaned = clean(OutputPolicy.STRICT, text);
        assertThat(cleaned.text()).doesNotContain("[", "<", "`", "://");
        assertThat(cleaned.counts()).containsEntry("markup", 1);
    }
}
