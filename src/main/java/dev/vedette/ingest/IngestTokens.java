package dev.vedette.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may send telemetry. Only SHA-256 digests of the tokens are held: a token is 256 random bits, so there is nothing
 * to guess that a slower hash would protect. Immutable.
 */
public final class IngestTokens {
    private static final String SCHEME = "Bearer ";
    private static final int DIGEST_BYTES = 32;

    private final boolean open;
    private final List<byte[]> digests;

    private IngestTokens(boolean open, List<byte[]> digests) {
        this.open = open;
        this.digests = digests;
    }

    /** Everybody may send: for receivers that only this machine can reach. */
    public static IngestTokens open() {
        return new IngestTokens(true, List.of());
    }

    /** Whoever has one of these tokens may send; nobody when there are none. */
    public static IngestTokens of(Collection<String> tokens) {
        return ofDigests(tokens.stream().map(IngestTokens::digest).toList());
    }

    /**
     * Whoever has a token with one of these digests may send.
     *
     * @param digests as {@link #digest} makes them
     * @throws IllegalArgumentException if one is not 64 hex digits
     */
    public static IngestTokens ofDigests(Collection<String> digests) {
        List<byte[]> parsed = digests.stream().map(HexFormat.of()::parseHex).toList();
        if (parsed.stream().anyMatch(digest -> digest.length != DIGEST_BYTES)) {
            throw new IllegalArgumentException("a token digest is 64 hex digits (SHA-256)");
        }
        return new IngestTokens(false, parsed);
    }

    /** The SHA-256 of a token in lower-case hex. */
    public static String digest(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    /** Whether everybody may send. */
    public boolean isOpen() {
        return open;
    }

    /** Whether this value of the {@code Authorization} header may send. Takes the same time for every token. */
    boolean admit(@Nullable String authorization) {
        if (open) {
            return true;
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] digest = sha256(authorization.substring(SCHEME.length()).trim());
        boolean known = false;
        for (byte[] candidate : digests) {
            known |= MessageDigest.isEqual(candidate, digest);
        }
        return known;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
