package dev.vedette.agent.check;

import dev.vedette.egress.ForbiddenHostException;
import dev.vedette.egress.HostName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a URL: how and to which host; or a host alone.
 *
 * @param scheme in lower case, or null for a host alone
 */
record WebAddress(@Nullable String scheme, HostName host) {
    private static final int LONGEST = 8192;
    private static final int HIGHEST_PORT = 65_535;

    /** Reads it, or does not if clients could differ about the host. */
    static Optional<WebAddress> of(String text) {
        boolean odd = text.chars().anyMatch(unit -> unit <= ' ' || unit == 0x7f || unit == '\\');
        if (odd || text.length() > LONGEST) {
            return Optional.empty();
        }
        int colon = text.indexOf("://");
        if (colon < 0) {
            return host(text).map(host -> new WebAddress(null, host));
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        return host(authority(text, colon + 3)).map(host -> new WebAddress(scheme, host));
    }

    private static String authority(String text, int start) {
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    private static Optional<HostName> host(String authority) {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        if (colon < 0 || (bracket < 0 && authority.indexOf(':', colon + 1) >= 0)) {
            return read(authority);
        }
        return isPort(authority.substring(colon + 1)) ? read(authority.substring(0, colon)) : Optional.empty();
    }

    /** An IPv6 address alone may go without brackets. */
    private static Optional<HostName> read(String host) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        try {
            return Optional.of(HostName.of(bare ? "[" + host + "]" : host));
        } catch (ForbiddenHostException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isPort(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
        return digits && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= HIGHEST_PORT;
    }
}
