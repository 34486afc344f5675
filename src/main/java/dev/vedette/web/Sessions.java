package dev.vedette.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access tokens, and the browser sessions that were opened with one. Kept in memory only. Thread-safe. */
final class Sessions {
    static final Duration LIFE = Duration.ofHours(12);
    private static final int MOST = 1000;
    private static final int ID_BYTES = 32;

    private final AccessTokens tokens;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    Sessions(List<String> accessTokens) {
        this.tokens = AccessTokens.of(accessTokens);
    }

    /** Whether this is one of the access tokens; takes the same time whatever it is. */
    boolean isToken(String candidate) {
        return tokens.contain(candidate);
    }

    synchronized String open(Instant now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String session = HexFormat.of().formatHex(id);
        if (ends.size() >= MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
        ends.put(session, now.plus(LIFE));
        return session;
    }

    synchronized boolean isOpen(@Nullable String session, Instant now) {
        Instant end = session == null ? null : ends.get(session);
        return end != null && now.isBefore(end);
    }

    synchronized void close(@Nullable String session) {
        if (session != null) {
            ends.remove(session);
        }
    }
}
