package dev.vedette.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void hasSixteenHexDigitsAndStaysTheSameForEver() {
        assertThat(Fingerprint.of("TOOL-01", Map.of("agent", "booker", "tool", "shell")))
                .isEqualTo("82101dc9e9844fdc")
                .hasSize(16);
    }

    @Test
    void doesNotDependOnTheOrderOfLabels() {
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("tool", "shell");
        reversed.put("agent", "booker");
        Map<String, String> sorted = new LinkedHashMap<>();
        sorted.put("agent", "booker");
        sorted.put("tool", "shell");

        assertThat(Fingerprint.of("R", reversed)).isEqualTo(Fingerprint.of("R", sorted));
    }

    @Test
    void tellsLabelsApartThatReadTheSameWhenWrittenTogether() {
        assertThat(Fingerprint.of("R", Map.of("a", "bc")))
                .isNotEqualTo(Fingerprint.of("R", Map.of("ab", "c")))
                .isNotEqualTo(Fingerprint.of("Ra", Map.of("b", "c")))
                .isNotEqualTo(Fingerprint.of("R", Map.of("a", "b", "c", "")));
    }
}
