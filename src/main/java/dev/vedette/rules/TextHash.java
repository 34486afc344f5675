package dev.vedette.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short SHA-256 hashes, to tell texts apart without keeping them. */
final class TextHash {
    private static final int BYTES = 16;

    private TextHash() {}

    /** 128 bits as hex digits. */
    static String of(String text) {
        return HexFormat.of().formatHex(digest(text), 0, BYTES);
    }

    /** The same of JSON arguments, where white space between tokens does not count. */
    static String ofArguments(String json) {
        StringBuilder dense = new StringBuilder(json.length());
        boolean quoted = false;
        boolean escaped = false;
        for (int index = 0; index < json.length(); index++) {
            char letter = json.charAt(index);
            if (quoted || !Character.isWhitespace(letter)) {
                dense.append(letter);
            }
            if (letter == '"' && !escaped) {
                quoted = !quoted;
            }
            escaped = quoted && letter == '\\' && !escaped;
        }
        return of(quoted ? json : dense.toString());
    }

    /** 64 bits. */
    static long bits(String text) {
        byte[] digest = digest(text);
        long bits = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            bits = (bits << 8) | (digest[index] & 0xff);
        }
        return bits;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
