package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FingerprintKeyTest {
    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void theSameValueIsKnownAgainUnderOneKeyOnly() {
        FingerprintKey one = FingerprintKey.of(key(1));
        FingerprintKey other = FingerprintKey.of(key(2));

        assertThat(one.fingerprint("value")).matches("[0-9a-f]{16}").isEqualTo(one.fingerprint("value"));
        assertThat(one.fingerprint("value")).isNotEqualTo(other.fingerprint("value"));
        assertThat(one.fingerprint("value")).isNotEqualTo(one.fingerprint("valuf"));
    }

    @Test
    void bothKeysMatchDuringTheOverlap() {
        FingerprintKey old = FingerprintKey.of(key(1));
        FingerprintKey rotated = FingerprintKey.of(key(2)).withPrevious(key(1));

        assertThat(rotated.matches("value", old.fingerprint("value"))).isTrue();
        assertThat(rotated.matches("value", rotated.fingerprint("value"))).isTrue();
        assertThat(rotated.matches("other", old.fingerprint("value"))).isFalse();
        assertThat(old.matches("value", rotated.fingerprint("value"))).isFalse();
    }

    @Test
    void itIsTheStandardsHmac() {
        // RFC 4231, test case 2, has too short a key; this is HMAC-SHA-256 of "" under 32 zero bytes.
        assertThat(FingerprintKey.of(new byte[32]).fingerprint("")).isEqualTo("b613679a0814d9ec");
    }

    @Test
    void itSaysNothingOfItselfAndRefusesShortKeys() {
        assertThat(FingerprintKey.of(key(7)).toString()).isEqualTo("FingerprintKey");
        assertThatThrownBy(() -> FingerprintKey.of(new byte[8])).isInstanceOf(IllegalArgumentException.class);
    }
}
