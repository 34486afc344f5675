package dev.vedette.egress;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * A host in the one spelling in which it is compared, looked up and logged: lower case, ASCII (IDNA, RFC 3490), without a
 * dot at its end; an address in the spelling of {@link InetAddress#getHostAddress}. Whoever compares one spelling and
 * connects to another can be lied to, so everything that programs read differently is refused: NUL and other control
 * characters, {@code %}, {@code @}, whatever is not letter, digit or hyphen, and numbers that are not four decimal parts.
 * Immutable.
 */
public final class HostName {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    /** Read as {@code ss} and another letter by IDNA 2003, and as themselves by IDNA 2008. */
    private static final String DEVIATIONS = "\u00df\u1e9e\u03c2";

    private final String ascii;
    private final boolean address;

    private HostName(String ascii, boolean address) {
        this.ascii = ascii;
        this.address = address;
    }

    /**
     * The host that a text names: a name, an IPv4 address, or an IPv6 address in brackets.
     *
     * @throws ForbiddenHostException if it is none, or one that programs read differently
     */
    public static HostName of(String text) throws ForbiddenHostException {
        if (text.isEmpty() || text.length() > LONGEST + 1) {
            throw new ForbiddenHostException("the host is empty or too long");
        }
        if (text.charAt(0) == '[') {
            return inBrackets(text);
        }
        String name = withoutDot(ascii(text)).toLowerCase(Locale.ROOT);
        if (NumericHost.isNumber(name)) {
            if (!NumericHost.isCanonical(name)) {
                throw new ForbiddenHostException(
                        "the host is a number that is not written as four decimal parts, which programs read differently");
            }
            return new HostName(name, true);
        }
        checkLabels(name);
        return new HostName(name, false);
    }

    /** The one spelling, without brackets. */
    public String ascii() {
        return ascii;
    }

    /** As it stands in front of a port: an IPv6 address in brackets. */
    public String inAuthority() {
        return ascii.indexOf(':') >= 0 ? "[" + ascii + "]" : ascii;
    }

    /** Whether it is an address and no name. */
    public boolean isAddress() {
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostName host && host.ascii.equals(ascii);
    }

    @Override
    public int hashCode() {
        return ascii.hashCode();
    }

    @Override
    public String toString() {
        return ascii;
    }

    private static HostName inBrackets(String text) throws ForbiddenHostException {
        boolean plain = text.endsWith("]")
                && text.chars().skip(1).limit(text.length() - 2L).allMatch(HostName::isOfAddress);
        if (!plain) {
            throw new ForbiddenHostException("the host is not an IPv6 address in brackets");
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            if (address instanceof Inet4Address || text.indexOf('.') >= 0) {
                throw new ForbiddenHostException("the host is an IPv4 address that is written as an IPv6 one");
            }
            return new HostName(address.getHostAddress(), true);
        } catch (UnknownHostException malformed) {
            throw new ForbiddenHostException("the host is not an IPv6 address in brackets");
        }
    }

    private static boolean isOfAddress(int character) {
        return character == ':' || character == '.' || (character < 0x80 && Character.digit(character, 16) >= 0);
    }

    private static String ascii(String text) throws ForbiddenHostException {
        if (!text.codePoints().allMatch(HostName::isReadByAllAlike)) {
            throw new ForbiddenHostException(
                    "the host holds a character that no host has, or that programs read differently");
        }
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new ForbiddenHostException("the host holds a character that no host has");
        }
    }

    /** No symbols, joiners or dots of other scripts, which IDNA drops, keeps or takes for others by its version. */
    private static boolean isReadByAllAlike(int character) {
        int type = Character.getType(character);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return (Character.isLetterOrDigit(character) || mark || character == '-' || character == '.')
                && DEVIATIONS.indexOf(character) < 0;
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static void checkLabels(String name) throws ForbiddenHostException {
        if (name.length() > LONGEST) {
            throw new ForbiddenHostException("the host is empty or too long");
        }
        for (String label : name.split("\\.", -1)) {
            boolean sized = !label.isEmpty() && label.length() <= LONGEST_LABEL;
            if (!sized || label.startsWith("-") || label.endsWith("-") || !isLetterDigitHyphen(label)) {
                throw new ForbiddenHostException("the host holds a character that no host has");
            }
        }
    }

    private static boolean isLetterDigitHyphen(String label) {
        return label.chars()
                .allMatch(letter ->
                        (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-');
    }
}
