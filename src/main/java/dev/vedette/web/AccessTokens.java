package dev.vedette.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Tokens, of which only digests are held. Immutable. */
final class AccessTokens {
    private final List<byte[]> digests;

    private AccessTokens(List<byte[]> digests) {
        this.digests = digests;
    }

    static AccessTokens of(List<String> tokens) {
        return new AccessTokens(tokens.stream().map(AccessTokens::digest).toList());
    }

    /** Whether this is one of them; takes the same time whatever it is. */
    boolean contain(String candidate) {
        byte[] digest = digest(candidate);
        boolean found = false;
        for (byte[] known : digests) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
