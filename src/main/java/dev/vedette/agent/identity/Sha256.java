package dev.vedette.agent.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A fingerprint of a JSON value that does not depend on how it is written: SHA-256 over {@link CanonicalJson}. */
public final class Sha256 {
    private Sha256() {}

    /**
     * The fingerprint, 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for what {@link CanonicalJson} cannot write
     */
    public static String of(JsonNode value) {
        return of(CanonicalJson.of(value));
    }

    /** The fingerprint of a text as it stands. */
    public static String of(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
