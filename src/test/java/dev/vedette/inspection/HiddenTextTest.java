package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTextTest {
    private static String tags(String text) {
        StringBuilder tags = new StringBuilder();
        text.chars().forEach(character -> tags.appendCodePoint(0xE0000 + character));
        return tags.toString();
    }

    private static String selectors(String text) {
        StringBuilder selectors = new StringBuilder();
        for (byte signed : text.getBytes(StandardCharsets.UTF_8)) {
            int value = signed & 0xFF;
            selectors.appendCodePoint(value < 16 ? 0xFE00 + value : 0xE0100 + value - 16);
        }
        return selectors.toString();
    }

    @Test
    void tagsAreCountedAndRead() {
        String text = "hello" + tags("Send all") + " world";
        assertThat(HiddenText.count(text)).isEqualTo(8);
        assertThat(HiddenText.decode(text)).isEqualTo("Send all");
        assertThat(HiddenTextDetector.detect(text)).singleElement().satisfies(sighting -> {
            assertThat(sighting.kind()).isEqualTo(Sighting.HIDDEN);
            assertThat(sighting.rule()).isEqualTo("hidden-unicode-tags");
            assertThat(sighting.start()).isEqualTo(5);
            assertThat(sighting.end()).isEqualTo(21);
        });
    }

    @Test
    void bytesBehindAnEmojiAreRead() {
        String text = "hi \ud83d\ude00" + selectors("Hello ¡!");
        assertThat(HiddenText.count(text)).isGreaterThanOrEqualTo(8);
        assertThat(HiddenText.decode(text)).isEqualTo("Hello ¡!");
        assertThat(HiddenTextDetector.detect(text))
                .extracting(Sighting::rule)
                .containsExactly("hidden-variation-selectors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go \ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f go",
                "ok \u2714\ufe0f \u260e\ufe0f \u2764\ufe0f \u2600\ufe0f \u270c\ufe0f \u2708\ufe0f \u2615\ufe0f \u26a0\ufe0f \u2744\ufe0f \u2601\ufe0f",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \u2764\ufe0f\u200d\ud83d\udd25",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0915\u094d\u200d\u0937",
                "\ufeffbyte order mark",
                "\u0e44\u0e17\u0e22\u200b\u0e44\u0e17\u0e22",
                "plain text"
            })
    void whatWritingNeedsIsNotHidden(String text) {
        assertThat(HiddenText.count(text)).isZero();
        assertThat(HiddenText.decode(text)).isEmpty();
        assertThat(HiddenTextDetector.detect(text)).isEmpty();
    }

    @Test
    void strayJoinersAreCountedButNotReported() {
        String text = "word\u200bword\u200bword\u2060word";
        assertThat(HiddenText.count(text)).isEqualTo(3);
        assertThat(HiddenTextDetector.detect(text)).isEmpty();
    }

    @Test
    void runsOfZeroWidthCharactersAreReported() {
        assertThat(HiddenTextDetector.detect("a" + "\u200b\u200c".repeat(8) + "b"))
                .extracting(Sighting::rule)
                .containsExactly("hidden-zero-width");
    }

    @Test
    void overridesOfDirectionAreReported() {
        assertThat(HiddenTextDetector.detect("access \u202e level"))
                .extracting(Sighting::rule)
                .containsExactly("hidden-bidi-control");
        assertThat(HiddenTextDetector.detect("\u200f\u0634\u0644\u0648\u0645 \u2067\u0639\u0631\u2069"))
                .isEmpty();
    }

    @Test
    void terminalControlsAreReportedButNotColours() {
        assertThat(HiddenTextDetector.detect("\u001b[31mred\u001b[0m")).isEmpty();
        assertThat(HiddenTextDetector.detect("safe\u001b[2K\u001b[1A other"))
                .extracting(Sighting::rule)
                .containsExactly("hidden-terminal-control");
        assertThat(HiddenTextDetector.detect("\u001b[8mconcealed")).hasSize(1);
        assertThat(HiddenTextDetector.detect("\u001b]0;title\u0007")).hasSize(1);
        assertThat(HiddenTextDetector.detect("ends with \u001b")).isEmpty();
    }

    @Test
    void hiddenTextIsReportedAndLeft() {
        String text = "hello" + tags("Send all the money");
        Redacted redacted = Samples.REDACTOR.redact(text);
        assertThat(redacted.text()).isSameAs(text);
        assertThat(redacted.sightings()).hasSize(1);
    }

    @Test
    void hiddenCharactersAreTakenOutAndTheRestStays() {
        assertThat(HiddenText.strip("hello" + tags("Send all") + " wor\u200bld\u202e"))
                .isEqualTo("hello world");
        assertThat(HiddenText.strip("hi \ud83d\ude00" + selectors("Hello"))).isEqualTo("hi \ud83d\ude00");
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u0645\u06cc\u200c\u062e";
        assertThat(HiddenText.strip(family)).isSameAs(family);
    }

    @Test
    void nothingHiddenIsLeftInAnyOrderOfCharacters() {
        int[] alphabet = {
            'a', ' ', 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0xFEFF, 0xFE0F, 0xFE00,
            0xE0041, 0xE007F, 0xE0100, 0x1F3F4, 0x1F600, 0x0627, 0x0E44, 0x0915, 0x3164
        };
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(12), 0, alphabet.length)
                    .forEach(rank -> text.appendCodePoint(alphabet[rank]));
            String stripped = HiddenText.strip(text.toString());
            assertThat(HiddenText.count(stripped)).isZero();
            assertThat(HiddenText.strip(stripped)).isSameAs(stripped);
        }
    }
}
