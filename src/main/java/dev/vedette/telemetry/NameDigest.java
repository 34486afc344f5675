package dev.vedette.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A list of names in few bytes: SHA-256, so that nobody can make two lists meet at will, with each name's length before
 * it, so that no two lists look alike.
 */
public final class NameDigest {
    private NameDigest() {}

    /** All 32 bytes. */
    public static byte[] of(List<String> names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The first 64 bits, for a key. */
    public static long bits(List<String> names) {
        return ByteBuffer.wrap(of(names)).getLong();
    }
}
