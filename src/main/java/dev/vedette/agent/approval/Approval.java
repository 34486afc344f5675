package dev.vedette.agent.approval;

import java.time.Instant;
import java.util.Locale;

/**
 * The answer to one {@link ApprovalRequest}, for that action and once. There is no approval of everything to come.
 * Immutable.
 *
 * @param requestId the request that it answers
 * @param identity the hash of the action that was decided about
 * @param by who decided, or empty where nobody did
 */
public record Approval(String requestId, String identity, boolean approved, String by, Kind kind, Instant at) {
    /** How it came about. */
    public enum Kind {
        /** A person decided. */
        PERSON,
        /** A program decided by rules of its own. */
        PROGRAM,
        /** Nobody decided in time. */
        TIMEOUT,
        /** There is nobody to ask, or too much is being asked already. */
        NOBODY;

        /** The name in traces: {@code timeout}, … */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The request is denied, and nobody decided so. */
    public static Approval denied(ApprovalRequest request, Kind kind, Instant at) {
        return new Approval(request.id(), request.identity(), false, "", kind, at);
    }

    /**
     * Whether the action may happen. To be asked directly before, with the hash of what is really about to be done.
     *
     * @param identityNow the hash, computed anew
     */
    public boolean allows(ApprovalRequest request, String identityNow, Instant now) {
        return approved
                && requestId.equals(request.id())
                && identity.equals(request.identity())
                && identity.equals(identityNow)
                && now.isBefore(request.expiresAt());
    }
}
