package dev.vedette.agent.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Spellings of IP addresses, told apart without asking DNS. */
final class IpAddress {
    private static final int LONGEST_VERSION_6 = 45;

    private IpAddress() {}

    /**
     * Whether clients read this name as an IPv4 address: if its last label is a number, decimal or hexadecimal (URL
     * Standard, "ends in a number").
     */
    static boolean looksNumeric(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (last.chars().allMatch(IpAddress::isDigit)) {
            return true;
        }
        return last.startsWith("0x") && last.chars().skip(2).allMatch(IpAddress::isHexadecimal);
    }

    /** Whether it is four decimal numbers without leading zeros, which all clients read in the same way. */
    static boolean isVersion4(String name) {
        int numbers = 0;
        int start = 0;
        while (start <= name.length()) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            if (!isByte(name.substring(start, end))) {
                return false;
            }
            numbers++;
            start = end + 1;
        }
        return numbers == 4;
    }

    private static boolean isByte(String number) {
        boolean digits =
                !number.isEmpty() && number.length() <= 3 && number.chars().allMatch(IpAddress::isDigit);
        return digits && (number.equals("0") || !number.startsWith("0")) && Integer.parseInt(number) <= 255;
    }

    private static boolean isDigit(int unit) {
        return unit >= '0' && unit <= '9';
    }

    private static boolean isHexadecimal(int unit) {
        return isDigit(unit) || (unit >= 'a' && unit <= 'f') || (unit >= 'A' && unit <= 'F');
    }

    /** An IPv6 address in Java's spelling; empty for what is none, has a zone, or has an IPv4 address in it. */
    static Optional<String> version6(String written) {
        boolean letters = written.chars().allMatch(unit -> unit == ':' || isHexadecimal(unit));
        if (!letters || written.indexOf(':') < 0 || written.length() > LONGEST_VERSION_6) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName("[" + written.toLowerCase(Locale.ROOT) + "]");
            return address instanceof Inet6Address ? Optional.of(address.getHostAddress()) : Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
