package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.vedette.inspection.HiddenText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFunctionsTest {
    @Test
    void phrasesAreFoundAsAModelReadsThem() {
        PhraseList phrases = new PhraseList(List.of("ignore all previous", "she", "he", "hers"));

        assertThat(phrases.isIn("IGNORE \n\t all pre\u200bvious")).isTrue();
        assertThat(phrases.isIn("ｉｇｎｏｒｅ　ａｌｌ　ｐｒｅｖｉｏｕｓ")).isTrue();
        assertThat(phrases.isIn("ignoreall previous")).isFalse();
        assertThat(phrases.count("ushers")).isEqualTo(3);
        assertThat(phrases.count("us")).isZero();
        assertThat(phrases.around("x".repeat(500) + "she" + "y".repeat(500)))
                .startsWith("…x")
                .endsWith("y…")
                .contains("xshey");
        assertThat(new PhraseList(List.of("ü", "\u200b")).isIn("Übung")).isTrue();
        assertThat(new PhraseList(List.of("\u200b")).isIn("anything")).isFalse();
    }

    @Test
    void urlsAreFoundWithTheirHosts() {
        String text =
                "see <https://a.example/x?q=1>, (HTTP://User:pw@B.Example:8080/y) and {\"u\":\"ftp://c.example\"} ://no";

        assertThat(Urls.in(text)).extracting(Urls::host).containsExactly("a.example", "b.example", "c.example");
        assertThat(Urls.host("http://[::1]:80/")).isEqualTo("::1");
        assertThat(Urls.host("http://evil.example\\@good.example/")).isEqualTo("evil.example");
        assertThat(Urls.host("http://a.example./")).isEqualTo("a.example");
        assertThat(Urls.query("https://a.example/x?q=1?2")).isEqualTo("q=1?2");
        assertThat(Urls.query("https://a.example/x")).isEmpty();
    }

    @Test
    void imagesAreTold() {
        assertThat(
                        Urls.ofImages(
                                "![a](https://a.example/1) [b](https://b.example) <IMG alt=x SRC=\"https://c.example/2\"> <img>"))
                .containsExactly("https://a.example/1", "https://c.example/2");
    }

    @ParameterizedTest
    @CsvSource({
        "2852039166, 169.254.169.254",
        "0xa9fea9fe, 169.254.169.254",
        "0251.0376.0251.0376, 169.254.169.254",
        "169.254.43518, 169.254.169.254",
        "::ffff:10.0.0.1, 10.0.0.1",
        "example.org, example.org",
        "1.2.3.4.5, 1.2.3.4.5",
        "256.1.1.1, 256.1.1.1",
        "08.1.1.1, 08.1.1.1"
    })
    void addressesAreReadAsAResolverWould(String host, String canonical) {
        assertThat(Addresses.canonical(host)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.1",
                "10.0.0.1",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "fe80::1",
                "db.internal"
            })
    void privateHostsAreKnown(String host) {
        assertThat(Addresses.isPrivate(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "172.32.0.1",
                "11.0.0.1",
                "100.128.0.1",
                "2001:db8::1",
                "10.example.org",
                "fdic.gov",
                "1e100.net",
                ""
            })
    void publicHostsAreNot(String host) {
        assertThat(Addresses.isPrivate(host)).isFalse();
    }

    @Test
    void hostileTextsTakeLinearTime() {
        List<String> pieces = List.of(
                "![", "<img ", "<IMG >", "http://", "://", "](", "\u200b", "\ud83c\udff4", "aaaaaaaaab", "<img src");
        PhraseList phrases = new PhraseList(List.of("aaaaaaaaaa", "aaaaaaaaac"));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (String piece : pieces) {
                String text = piece.repeat(500_000 / piece.length());
                Urls.in(text);
                Urls.ofImages(text);
                Urls.ofImages(text + "](");
                HiddenText.count(text);
                phrases.count(text);
            }
        });
    }
}
