package dev.vedette.rules;

/**
 * Reads a host as a resolver would: {@code 0xA9FEA9FE}, {@code 0251.0376.0251.0376} and {@code 2852039166} are all
 * 169.254.169.254. Follows {@code inet_aton} for IPv4; of IPv6 it knows the prefixes of private ranges and mapped IPv4.
 */
final class Addresses {
    private static final long NONE = -1;

    private Addresses() {}

    /** The dotted form of an IPv4 address in any spelling; any other host as it is. */
    static String canonical(String host) {
        long address = ipv4(host);
        return address == NONE
                ? host
                : (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "."
                        + (address & 255);
    }

    /** Whether a host is this machine or lies in a private or link-local network. */
    static boolean isPrivate(String host) {
        long address = ipv4(host);
        if (address != NONE) {
            return isPrivate(address);
        }
        if (host.indexOf(':') >= 0) {
            return host.equals("::1")
                    || host.equals("::")
                    || host.startsWith("fc")
                    || host.startsWith("fd")
                    || host.startsWith("fe8")
                    || host.startsWith("fe9")
                    || host.startsWith("fea")
                    || host.startsWith("feb");
        }
        return host.equals("localhost") || host.endsWith(".localhost") || host.endsWith(".internal");
    }

    private static boolean isPrivate(long address) {
        long first = address >> 24;
        long second = (address >> 16) & 255;
        return first == 0
                || first == 10
                || first == 127
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 100 && second >= 64 && second < 128);
    }

    private static long ipv4(String host) {
        String text = host.startsWith("::ffff:") ? host.substring(7) : host;
        if (text.isEmpty() || text.length() > 40 || text.charAt(0) < '0' || text.charAt(0) > '9') {
            return NONE;
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return NONE;
        }
        long address = 0;
        for (int index = 0; index < parts.length; index++) {
            long part = number(parts[index]);
            boolean last = index == parts.length - 1;
            int bits = last ? 8 * (5 - parts.length) : 8;
            if (part < 0 || part >= 1L << bits) {
                return NONE;
            }
            address = (address << bits) | part;
        }
        return address;
    }

    private static long number(String text) {
        try {
            if (text.startsWith("0x") && text.length() > 2) {
                return Long.parseLong(text, 2, text.length(), 16);
            }
            return text.length() > 1 && text.charAt(0) == '0' ? Long.parseLong(text, 8) : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return NONE;
        }
    }
}
