package dev.vedette.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.inspection.FingerprintKey;
import dev.vedette.inspection.Redacted;
import dev.vedette.inspection.Redactor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    /** A redactor that is broken. */
    private static final class Broken implements Redactor {
        @Override
        public Redacted redact(String text) {
            throw new IllegalStateException("broken at " + text);
        }

        @Override
        public List<Redacted> redactJoined(List<String> texts) {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void secretsAreMaskedAndCounted() {
        Cleaned cleaned = Planted.MASK.mask("the key " + Planted.aws() + " and " + Planted.anthropic());
        assertThat(cleaned.text()).doesNotContain(Planted.aws()).contains("[REDACTED:");
        assertThat(cleaned.counts()).containsEntry("secrets", 2);
        assertThat(Planted.MASK.mask("nothing").changed()).isFalse();
    }

    @Test
    void fingerprintsAreThoseOfTheKey() {
        String text = "the key " + Planted.aws();
        byte[] other = new byte[32];
        other[0] = 1;
        String one = Planted.MASK.mask(text).text();
        assertThat(SecretMask.withKey(FingerprintKey.of(new byte[32]))
                        .mask(text)
                        .text())
                .isEqualTo(one);
        assertThat(SecretMask.withKey(FingerprintKey.of(other)).mask(text).text())
                .isNotEqualTo(one);
        assertThat(SecretMask.withRandomKey().mask(text).text())
                .isNotEqualTo(one)
                .contains("[REDACTED:");
    }

    @Test
    void contentForSpansIsMaskedFirstAndCutAfterwards() {
        SpanContent content = new SpanContent(Planted.MASK, 30);
        String text = "a".repeat(18) + " " + Planted.aws();
        assertThat(content.mask(text))
                .startsWith("a".repeat(18) + " [REDACTED:")
                .contains("[cut: ");
        assertThat(content.mask(text)).doesNotContain("AK" + "IA");
        assertThat(content.mask("short")).isEqualTo("short");
        assertThat(new SpanContent(Planted.MASK, 1).mask("\ud83d\ude00")).isEqualTo("[cut: 2 more characters]");
    }

    @Test
    void contentThatCannotBeMaskedIsDropped() {
        assertThat(new SpanContent(SecretMask.of(new Broken()), 100).mask(Planted.aws()))
                .isEqualTo(SpanContent.DROPPED);
    }
}
