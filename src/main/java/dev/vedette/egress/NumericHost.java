package dev.vedette.egress;

/** Tells a host that is a number from a name: {@code 0x7f.1} and {@code 2130706433} are 127.0.0.1 to some programs. */
final class NumericHost {
    private static final int IPV4_PARTS = 4;
    private static final int LARGEST_PART = 255;

    private NumericHost() {}

    /** Whether it is meant as an IPv4 address, by the rule of the URL standard: its last part begins like a number. */
    static boolean isNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return !host.startsWith("[") && !last.isEmpty() && Character.isDigit(last.charAt(0)) && !hasLetters(last);
    }

    /** Whether it is written as four decimal parts, the only spelling that all programs read alike. */
    static boolean isCanonical(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != IPV4_PARTS) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Character::isDigit);
            if (!digits || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > LARGEST_PART) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLetters(String part) {
        boolean hexadecimal = part.startsWith("0x") || part.startsWith("0X");
        return !hexadecimal && !part.chars().allMatch(Character::isDigit);
    }
}
