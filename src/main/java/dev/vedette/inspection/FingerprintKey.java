package dev.vedette.inspection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key under which values are fingerprinted with HMAC-SHA-256, one for each installation: the same value gives the
 * same fingerprint here, and another one elsewhere. Immutable and thread-safe; says nothing of itself.
 */
public final class FingerprintKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 16;
    private static final int BYTES = 8;

    private final SecretKeySpec current;
    private final @Nullable SecretKeySpec previous;

    private FingerprintKey(SecretKeySpec current, @Nullable SecretKeySpec previous) {
        this.current = current;
        this.previous = previous;
    }

    /**
     * A key of its own.
     *
     * @param key at least 16 random bytes; copied
     * @throws IllegalArgumentException if the key is too short
     */
    public static FingerprintKey of(byte[] key) {
        return new FingerprintKey(spec(key), null);
    }

    /** This key, with the one before it still recognised while both are in use. */
    public FingerprintKey withPrevious(byte[] previousKey) {
        return new FingerprintKey(current, spec(previousKey));
    }

    /** The fingerprint of a value: 16 hexadecimal digits. */
    public String fingerprint(String value) {
        return fingerprint(current, value);
    }

    /** Whether the fingerprint is that of the value, under this key or the one before it. */
    public boolean matches(String value, String fingerprint) {
        return same(fingerprint(current, value), fingerprint)
                || (previous != null && same(fingerprint(previous, value), fingerprint));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(SecretKeySpec key, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    private static SecretKeySpec spec(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a fingerprint key needs at least " + SHORTEST_KEY + " bytes");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public String toString() {
        return "FingerprintKey";
    }
}
