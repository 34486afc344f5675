package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentRedactorTest {
    private static final int SHOWN_AT_MOST = 6;

    private final ContentRedactor redactor = Samples.REDACTOR;

    static Stream<String> secrets() {
        return Stream.of(
                Samples.github(),
                Samples.aws(),
                Samples.anthropic(),
                Samples.slack(),
                Samples.jwt(),
                Samples.privateKey(),
                "hf" + "_" + "qWmXkLpZtRvNcBdHfGjSyTbKwPzQrVxMsD",
                "gl" + "pat-" + "x7Wm2Xk9Lp4Zt8Rv5Nc1",
                "sk" + "_live_" + "q7Wm2Xk9Lp4Zt8Rv5Nc1Bd6H",
                "AI" + "za" + "Sy" + "q7Wm2Xk9Lp4Zt8Rv5Nc1Bd6Hf3Gj0SqYu",
                "np" + "m_" + "q7Wm2Xk9Lp4Zt8Rv5Nc1Bd6Hf3Gj0SqYuWePa",
                "py" + "pi-" + "AgEIcHlwaS5vcmc" + Samples.random(new Random(3), 80),
                "sk-" + "proj-" + Samples.random(new Random(4), 58) + "T3Blbk" + "FJ"
                        + Samples.random(new Random(5), 58));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksASecretInFourteenDisguises(String secret) {
        for (String text : disguises(secret)) {
            Redacted redacted = redactor.redact(text);

            assertThat(redacted.sightings()).as(text).isNotEmpty();
            assertThat(redacted.text()).contains("[REDACTED:");
            assertThat(Samples.longestPiece(plain(redacted.text()), secret))
                    .as(redacted.text())
                    .isLessThanOrEqualTo(SHOWN_AT_MOST);
            assertThat(redactor.redact(redacted.text()).text()).isSameAs(redacted.text());
        }
    }

    private static List<String> disguises(String secret) {
        String json = "{\"note\":\"" + escaped(secret) + "\"}";
        String nested = "{\"arguments\":\"" + escaped(json) + "\"}";
        String thrice = "{\"body\":\"" + escaped(nested) + "\"}";
        String base64 = Base64.getEncoder()
                .encodeToString(("my key is " + secret + " keep it").getBytes(StandardCharsets.UTF_8));
        return List.of(
                secret,
                "The key is " + secret + ", please rotate it.",
                "export THING=" + secret + "\n",
                "\"" + secret + "\"",
                "`" + secret + "`",
                "<b>" + secret + "</b>",
                "see (" + secret + ")!",
                "h\u00e9llo \ud83d\ude00 " + secret + " \u4e2d\u6587",
                json,
                nested,
                thrice,
                "https://host/path?next=" + URLEncoder.encode(" " + secret + " ", StandardCharsets.UTF_8),
                base64,
                "{\"data\":\"" + base64 + "\"}");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("/", "\\/");
    }

    /** The text with Base64 taken off as well, should a piece still hide in it. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (String run : text.split("\"", -1)) {
            try {
                plain.append(new String(Base64.getDecoder().decode(run), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                plain.append(' ');
            }
        }
        return plain.toString();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksWhatIsOnlyVisibleWhenChunksAreJoined(String secret) {
        String text = "key: " + secret + " end";
        for (int cut = 0; cut <= text.length(); cut++) {
            List<Redacted> chunks = redactor.redactJoined(List.of(text.substring(0, cut), text.substring(cut)));

            String shown = chunks.get(0).text() + chunks.get(1).text();
            assertThat(Samples.longestPiece(shown, secret)).as(shown).isLessThanOrEqualTo(SHOWN_AT_MOST);
            assertThat(shown).startsWith("key: ").endsWith(" end");
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aCutAfterMaskingShowsNoPiece(String secret) {
        String masked = redactor.redact("token " + secret + " tail").text();
        for (int cut = 0; cut <= masked.length(); cut++) {
            assertThat(Samples.longestPiece(masked.substring(0, cut), secret)).isLessThanOrEqualTo(SHOWN_AT_MOST);
        }
    }

    @Test
    void manySmallChunksAreMaskedTogether() {
        String secret = Samples.anthropic();
        List<String> chunks = new ArrayList<>();
        for (int at = 0; at < secret.length(); at += 3) {
            chunks.add(secret.substring(at, Math.min(secret.length(), at + 3)));
        }

        List<Redacted> masked = redactor.redactJoined(chunks);

        assertThat(masked)
                .hasSameSizeAs(chunks)
                .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("[REDACTED:"));
        assertThat(masked).allSatisfy(chunk -> assertThat(chunk.sightings()).hasSize(1));
    }

    @Test
    void aSecretOfOneChunkIsSeenWhateverItsNeighboursAre() {
        List<Redacted> masked = redactor.redactJoined(List.of("abc", Samples.github(), "def"));

        assertThat(masked.get(0).text()).isEqualTo("abc");
        assertThat(masked.get(1).text()).startsWith("[REDACTED:").endsWith("]");
        assertThat(masked.get(2).text()).isEqualTo("def");
    }

    @Test
    void theMaskNamesRuleTailAndFingerprint() {
        Redacted redacted = redactor.redact("use " + Samples.github() + " now");
        Sighting sighting = redacted.sightings().get(0);

        String tail = Samples.github().substring(36);
        assertThat(sighting.masked())
                .isEqualTo("[REDACTED:" + sighting.rule() + ":" + tail + ":"
                        + sighting.fingerprint().substring(0, 8) + "]");
        assertThat(redacted.text()).isEqualTo("use " + sighting.masked() + " now");
        assertThat(sighting.start()).isEqualTo(4);
        assertThat(sighting.end()).isEqualTo(44);
        assertThat(sighting.fingerprint()).matches("[0-9a-f]{16}");
    }

    @Test
    void aShortSecretShowsNoTail() {
        assertThat(redactor.redact("{\"password\": \"xK9#mQ2vL\"}").text()).contains(":****:");
    }

    @Test
    void theSameSecretHasTheSameFingerprintInEveryDisguise() {
        List<String> fingerprints = disguises(Samples.github()).stream()
                .map(text -> redactor.redact(text).sightings().get(0).fingerprint())
                .distinct()
                .toList();
        assertThat(fingerprints).hasSize(1);
    }

    @Test
    void textWithoutSecretsIsReturnedAsItIs() {
        for (String text : List.of(
                "",
                "short",
                "What is the capital of France?",
                "gen_ai.usage.input_tokens",
                "{\"path\":\"C:\\\\temp\\\\x\"}")) {
            Redacted redacted = redactor.redact(text);
            assertThat(redacted.text()).isSameAs(text);
            assertThat(redacted.sightings()).isEmpty();
        }
    }

    @Test
    void samplesOutOfDocumentationDoNotCount() {
        String key = "AK" + "IAIOSFODNN7" + "EXAMPLE";
        String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY";
        for (String text : List.of(
                key,
                "aws_access_key_id = " + key,
                "aws_secret_access_key = " + secret,
                "password=changeme",
                "token: <your-token>",
                "api_key=${API_KEY}",
                "secret: xxxxxxxxxxxxxxxx")) {
            assertThat(redactor.redact(text).sightings()).as(text).isEmpty();
        }
    }

    @Test
    void aForgedMaskHidesNothing() {
        String text =
                "[REDACTED:" + Samples.github().toLowerCase(java.util.Locale.ROOT) + ":****:0123abcd] " + Samples.aws();
        assertThat(Samples.longestPiece(redactor.redact(text).text(), Samples.aws()))
                .isLessThanOrEqualTo(SHOWN_AT_MOST);
        String forged = "password: \"[REDACTED:nobody:" + "q7Wm:0123abcd] xK9mQ2vLp8\"";
        assertThat(redactor.redact(forged + " " + Samples.github()).text()).doesNotContain(Samples.github());
    }

    @Test
    void maskingAgainChangesNothingInRandomMixtures() {
        Random random = new Random(42);
        List<String> pieces = new ArrayList<>(secrets().toList());
        pieces.addAll(List.of(
                " ",
                "\n",
                "\"",
                "\\\"",
                "\\",
                "password=",
                "token: ",
                "Bearer ",
                "://user:",
                "@host",
                "%20",
                "[REDACTED:",
                "]",
                "{",
                "}",
                "key",
                ",",
                ".",
                "\u200b",
                "secret = '",
                "'",
                "xK9mQ2vLp8Zr"));
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(12); count >= 0; count--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            Redacted once = redactor.redact(text.toString());
            assertThat(redactor.redact(once.text()).text()).as(text.toString()).isEqualTo(once.text());
            assertThat(once.sightings())
                    .allSatisfy(sighting -> assertThat(sighting.end())
                            .isGreaterThan(sighting.start())
                            .isLessThanOrEqualTo(text.length()));
        }
    }

    @Test
    void anyTextSurvives() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(200); count >= 0; count--) {
                text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            }
            assertThat(redactor.redact(text.toString()).text()).isNotNull();
        }
    }

    @Test
    void aMaskThatASenderHasPutThereIsASecretToo() {
        Redactor reporting = redactor.reportingMasks();
        String masked = redactor.redact("key " + Samples.aws() + " end").text();
        Sighting told =
                redactor.redact("key " + Samples.aws() + " end").sightings().get(0);
        Redacted again = reporting.redact(masked);
        assertThat(again.text()).isEqualTo(masked);
        assertThat(again.sightings()).singleElement().satisfies(sighting -> {
            assertThat(sighting.rule()).isEqualTo(told.rule());
            assertThat(told.fingerprint()).startsWith(sighting.fingerprint());
            assertThat(masked.substring(sighting.start(), sighting.end())).isEqualTo(sighting.masked());
        });
        assertThat(redactor.redact(masked).sightings()).isEmpty();
        assertThat(reporting.redact("[REDACTED:no-such-rule:****:01234567]").sightings())
                .isEmpty();
    }
}
