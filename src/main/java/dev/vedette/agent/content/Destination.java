package dev.vedette.agent.content;

import java.util.Locale;

/**
 * Where an address in an answer leads, read as browsers read it (WHATWG URL): backslashes are slashes, and the slashes
 * after the scheme may be missing. What is unclear is neither local nor of the web. Immutable.
 *
 * @param local whether it stays on the site that shows it
 * @param web whether it leads to a host over HTTP
 * @param mail whether it is a mail address
 * @param host in lower case, or empty if there is none
 */
record Destination(boolean local, boolean web, boolean mail, String host) {
    private static final Destination UNCLEAR = new Destination(false, false, false, "");
    private static final int LONGEST_HOST = 253;

    static Destination of(String address) {
        String plain = address.strip();
        boolean odd = plain.chars().anyMatch(character -> character <= ' ' || Character.isISOControl(character));
        if (odd) {
            return UNCLEAR;
        }
        int colon = schemeEnd(plain);
        if (colon < 0) {
            boolean remote = slash(plain, 0) && slash(plain, 1);
            return remote ? web(plain, 0) : new Destination(true, false, false, "");
        }
        return switch (plain.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "http", "https" -> web(plain, colon + 1);
            case "mailto" -> new Destination(false, false, true, "");
            default -> UNCLEAR;
        };
    }

    private static Destination web(String address, int from) {
        int start = from;
        while (slash(address, start)) {
            start++;
        }
        int end = start;
        while (end < address.length() && "/\\?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String authority = address.substring(start, end);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int port = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') + 1 : hostAndPort.indexOf(':');
        String host = (port > 0 ? hostAndPort.substring(0, port) : hostAndPort).toLowerCase(Locale.ROOT);
        return plain(host) ? new Destination(false, true, false, host) : UNCLEAR;
    }

    /** Whether the host is written so that every reader takes it for the same one. */
    private static boolean plain(String host) {
        boolean ascii = host.chars()
                .allMatch(character -> (character >= 'a' && character <= 'z')
                        || (character >= '0' && character <= '9')
                        || "-._".indexOf(character) >= 0);
        return ascii && !host.isEmpty() && host.length() <= LONGEST_HOST;
    }

    private static int schemeEnd(String address) {
        int at = 0;
        while (at < address.length() && schemeCharacter(address.charAt(at))) {
            at++;
        }
        return at > 0 && at < address.length() && address.charAt(at) == ':' ? at : -1;
    }

    static boolean schemeCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "+-.".indexOf(character) >= 0;
    }

    private static boolean slash(String text, int at) {
        return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\');
    }

    /** The host as text that no reader makes a link of. */
    String shown() {
        if (mail) {
            return "mail";
        }
        String rest = host;
        while (rest.startsWith("www.")) {
            rest = rest.substring("www.".length());
        }
        return rest.isEmpty() ? "no host" : rest;
    }
}
