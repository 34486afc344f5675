package dev.vedette.agent.check;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a host in the one form in which names may be compared: ASCII, lower case, without a dot at the end; or an
 * IP address in its usual spelling. Names are read more strictly than by any client, so that no client can read another
 * host: only letters, digits and hyphens, and nothing that versions of IDNA read differently. Addresses in unusual
 * spellings (octal, hexadecimal, fewer than four numbers, IPv4 within IPv6) are no names at all. Nothing is looked up
 * in DNS. Immutable.
 *
 * @param text the name, or the address without brackets
 * @param address whether it is an IP address
 */
public record HostName(String text, boolean address) {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    /** Read as {@code ss} and another letter by IDNA 2003, and as themselves by IDNA 2008. */
    private static final String DEVIATIONS = "\u00df\u1e9e\u03c2";

    /** The host that is written so, or empty if it cannot be told or should not be guessed. */
    public static Optional<HostName> of(String written) {
        if (written.startsWith("[") && written.endsWith("]")) {
            return IpAddress.version6(written.substring(1, written.length() - 1))
                    .map(text -> new HostName(text, true));
        }
        if (written.indexOf(':') >= 0) {
            return IpAddress.version6(written).map(text -> new HostName(text, true));
        }
        return ascii(written).flatMap(HostName::named);
    }

    private static Optional<HostName> named(String ascii) {
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (name.length() > LONGEST || !hasProperLabels(name)) {
            return Optional.empty();
        }
        if (IpAddress.looksNumeric(name)) {
            return IpAddress.isVersion4(name) ? Optional.of(new HostName(name, true)) : Optional.empty();
        }
        return Optional.of(new HostName(name, false));
    }

    private static Optional<String> ascii(String written) {
        if (written.isEmpty() || written.length() > LONGEST + 1) {
            return Optional.empty();
        }
        boolean plain = written.chars().allMatch(unit -> unit > ' ' && unit < 0x7f);
        if (plain) {
            return Optional.of(written.toLowerCase(Locale.ROOT));
        }
        if (!written.codePoints().allMatch(HostName::isInternational)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** No symbols, joiners or dots of other scripts, which IDNA drops, keeps or takes for others by its version. */
    private static boolean isInternational(int character) {
        int type = Character.getType(character);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return (Character.isLetterOrDigit(character) || mark || character == '-' || character == '.')
                && DEVIATIONS.indexOf(character) < 0;
    }

    private static boolean hasProperLabels(String name) {
        int start = 0;
        while (start <= name.length()) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            if (!isProperLabel(name.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isProperLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(HostName::isLetterDigitHyphen);
    }

    private static boolean isLetterDigitHyphen(int unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9') || unit == '-';
    }
}
