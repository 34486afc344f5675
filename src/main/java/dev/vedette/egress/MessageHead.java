package dev.vedette.egress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The head of a request or an answer (RFC 9112), read strictly: what two programs could read in two ways is refused, for
 * that is how requests are smuggled past a proxy. Lines end in CR LF, none is folded, names are tokens without a space
 * before the colon, values hold no control character. Immutable.
 *
 * @param start the first line
 */
record MessageHead(String start, List<Header> headers) {
    /** Headers that are for the next hop only (RFC 9110, 7.6.1), or that this proxy writes itself. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final int MOST_DIGITS = 15;

    record Header(String name, String value) {}

    /**
     * Reads one.
     *
     * @param bytes up to and with the empty line
     */
    static MessageHead parse(byte[] bytes) throws Refusal {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf("\r\n"); end > from; end = text.indexOf("\r\n", from)) {
            lines.add(checked(text.substring(from, end)));
            from = end + 2;
        }
        if (lines.isEmpty()) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            headers.add(header(line));
        }
        return new MessageHead(lines.get(0), List.copyOf(headers));
    }

    /** All values of a header, whose name is in lower case. */
    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }

    /**
     * The only value of a header, or empty text if there is none.
     *
     * @throws Refusal if there are several
     */
    String only(String name) throws Refusal {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /**
     * How long the body is, or -1 if that is not said.
     *
     * @throws Refusal if it is said twice, in two ways, or not as a number
     */
    long contentLength() throws Refusal {
        String length = only("content-length");
        if (length.isEmpty() && values("content-length").isEmpty()) {
            return -1;
        }
        boolean number = !length.isEmpty()
                && length.length() <= MOST_DIGITS
                && length.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!number || !values("transfer-encoding").isEmpty()) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return Long.parseLong(length);
    }

    /** The headers that are for the other end, each with its line end. */
    String endToEnd() {
        Set<String> dropped = new TreeSet<>(OWN);
        for (String value : values("connection")) {
            for (String name : value.split(",", -1)) {
                dropped.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        StringBuilder kept = new StringBuilder();
        for (Header header : headers) {
            if (!dropped.contains(header.name())) {
                kept.append(header.name()).append(": ").append(header.value()).append("\r\n");
            }
        }
        return kept.toString();
    }

    private static String checked(String line) throws Refusal {
        boolean clean =
                line.chars().allMatch(character -> character == '\t' || (character >= 0x20 && character != 0x7f));
        if (!clean || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return line;
    }

    private static Header header(String line) throws Refusal {
        int colon = line.indexOf(':');
        if (colon <= 0 || !line.chars().limit(colon).allMatch(MessageHead::isTokenCharacter)) {
            throw new Refusal(EgressVerdict.MALFORMED);
        }
        return new Header(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
    }

    static boolean isTokenCharacter(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || TOKEN_SIGNS.indexOf(character) >= 0);
    }
}
