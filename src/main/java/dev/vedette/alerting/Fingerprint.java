package dev.vedette.alerting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a cause: the first 64 bits of SHA-256 over the rule and its labels, as 16 hex digits.
 *
 * <p>Every text is preceded by its length, so that no choice of labels can pass for another: {@code a=bc} differs from
 * {@code ab=c}, and a label from two. 64 bits are Alertmanager's width (whose own fingerprint is FNV-1a and can be
 * forged in a moment). To make a new cause hide behind a given alert takes about 2^64 trials.
 */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    /** The fingerprint of a rule and the labels that tell its causes apart; the order of the labels does not count. */
    public static String of(String rule, Map<String, String> key) {
        MessageDigest digest = sha256();
        update(digest, rule);
        new TreeMap<>(key).forEach((label, value) -> {
            update(digest, label);
            update(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** The first {@code bytes} bytes, in hex, of SHA-256 over texts that are told apart by their lengths. */
    static String digest(int bytes, String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            update(digest, text);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, bytes);
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
