package dev.vedette.egress;

/** How a connection to the proxy ended. */
public enum EgressVerdict {
    /** It was allowed and came to its end. */
    ALLOWED("allowed", 200),
    /** The request was not what HTTP says, or could be read in two ways. */
    MALFORMED("malformed", 400),
    /** The token was missing or wrong. */
    UNAUTHENTICATED("unauthenticated", 407),
    /** The host is not on the list, or not a host. */
    HOST_NOT_ALLOWED("host_not_allowed", 403),
    /** The port is not allowed. */
    PORT_NOT_ALLOWED("port_not_allowed", 403),
    /** The host is allowed, but has an address that must not be reached. */
    ADDRESS_FORBIDDEN("address_forbidden", 403),
    /** The bytes were used up, before or while it passed. */
    BUDGET("budget", 403),
    /** A body came without its length. */
    LENGTH_REQUIRED("length_required", 411),
    /** The head was too large. */
    TOO_LARGE("too_large", 431),
    /** The client or the host was silent for too long. */
    TIMED_OUT("timed_out", 408),
    /** The host has no address, does not answer, or answers what is not HTTP. */
    UNREACHABLE("unreachable", 502),
    /** Somebody hung up in the middle. */
    BROKEN("broken", 502),
    /** Too many connections at once. */
    BUSY("busy", 503);

    private final String code;
    private final int status;

    EgressVerdict(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** Its name in traces and metrics. */
    public String code() {
        return code;
    }

    int status() {
        return status;
    }
}
