package dev.vedette.agent.model;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a model gave no whole answer. Holds no content and no key. Immutable.
 *
 * @param status the HTTP status, or 0 if there was none
 * @param retryAfter how long the provider asks to wait, or null
 */
public record ModelFault(Kind kind, int status, @Nullable Duration retryAfter) {
    /** What kinds there are. */
    public enum Kind {
        /** 429. */
        RATE_LIMITED(true),
        /** 5xx, or no connection. */
        UNAVAILABLE(true),
        /** The whole answer took too long. */
        TIMED_OUT(true),
        /** A stream said nothing for too long. */
        STALLED(true),
        /** A stream ended before its end. */
        CUT_OFF(true),
        /** The answer cannot be read. */
        MALFORMED(false),
        /** The answer is larger than is taken. */
        TOO_LARGE(false),
        /** 401 and 403. */
        UNAUTHENTICATED(false),
        /** Other 4xx: the request is wrong. */
        REJECTED(false),
        /** There is no key to ask with. */
        NO_KEY(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether the same request may do later, or elsewhere. */
        public boolean passing() {
            return passing;
        }

        /** The name as {@code error.type}: {@code rate_limited}, … */
        public String errorType() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
