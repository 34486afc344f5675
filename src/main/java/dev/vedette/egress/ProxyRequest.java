package dev.vedette.egress;

import java.util.Locale;

/**
 * What a client asks of the proxy: a tunnel ({@code CONNECT host:port}), or a request in absolute form ({@code GET
 * http://host/path}). Immutable.
 *
 * @param path what follows the host, with the query; empty for a tunnel
 */
record ProxyRequest(MessageHead head, String method, HostName host, int port, String path) {
    private static final String SCHEME = "http://";
    private static final int HTTP_PORT = 80;
    private static final int LARGEST_PORT = 65_535;
    private static final int PORT_DIGITS = 5;

    static ProxyRequest of(MessageHead head) throws Refusal {
        String[] parts = head.start().split(" ", -1);
        boolean formed = parts.length == 3
                && !parts[0].isEmpty()
                && parts[0].chars().allMatch(MessageHead::isTokenCharacter)
                && (parts[2].equals("HTTP/1.1") || parts[2].equals("HTTP/1.0"))
                && parts[1].chars().allMatch(character -> character > 0x20 && character < 0x7f);
        if (!formed) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return parts[0].equals("CONNECT") ? tunnel(head, parts[1]) : plain(head, parts[0], parts[1]);
    }

    boolean isTunnel() {
        return method.equals("CONNECT");
    }

    /** The host as it stands in the {@code Host} header. */
    String authority() {
        return port == HTTP_PORT ? host.inAuthority() : host.inAuthority() + ":" + port;
    }

    private static ProxyRequest tunnel(MessageHead head, String authority) throws Refusal {
        int colon = authority.lastIndexOf(':');
        if (colon < 0) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return new ProxyRequest(
                head, "CONNECT", host(authority.substring(0, colon)), port(authority.substring(colon + 1)), "");
    }

    private static ProxyRequest plain(MessageHead head, String method, String target) throws Refusal {
        if (!target.toLowerCase(Locale.ROOT).startsWith(SCHEME) || target.indexOf('#') >= 0) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        String rest = target.substring(SCHEME.length());
        int end = (int) rest.chars()
                .takeWhile(character -> character != '/' && character != '?')
                .count();
        String path = rest.substring(end);
        ProxyRequest named = at(head, method, rest.substring(0, end), path.startsWith("/") ? path : "/" + path);
        ProxyRequest again = at(head, method, head.only("host"), named.path());
        if (!named.host().equals(again.host()) || named.port() != again.port()) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return named;
    }

    private static ProxyRequest at(MessageHead head, String method, String authority, String path) throws Refusal {
        int colon = authority.lastIndexOf(':');
        boolean bare = colon <= authority.lastIndexOf(']');
        HostName host = host(bare ? authority : authority.substring(0, colon));
        return new ProxyRequest(head, method, host, bare ? HTTP_PORT : port(authority.substring(colon + 1)), path);
    }

    private static HostName host(String text) throws Refusal {
        try {
            return HostName.of(text);
        } catch (ForbiddenHostException malformed) {
            throw new Refusal(EgressVerdict.HOST_NOT_ALLOWED);
        }
    }

    private static int port(String digits) throws Refusal {
        boolean number = !digits.isEmpty()
                && digits.length() <= PORT_DIGITS
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return port;
    }
}
