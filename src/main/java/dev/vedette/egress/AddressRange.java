package dev.vedette.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A range of addresses that must not be reached from here, from the special-purpose registries of IANA (RFC 6890 and later)
 * and the metadata services of the large clouds.
 *
 * @param prefix an address in the range
 * @param bits how many leading bits count
 * @param what what lives there
 * @param permissible whether an owner can permit it
 */
public record AddressRange(InetAddress prefix, int bits, String what, boolean permissible) {
    private static final List<AddressRange> ALL = List.of(
            never("169.254.0.0/16", "link-local or a cloud's metadata service"),
            never("100.100.100.200/32", "a cloud's metadata service"),
            never("168.63.129.16/32", "a cloud's metadata service"),
            never("192.0.0.0/24", "reserved or a cloud's metadata service"),
            never("fd00:ec2::/32", "a cloud's metadata service"),
            never("fd20:ce::/32", "a cloud's metadata service"),
            never("0.0.0.0/8", "not an address of a host"),
            never("192.0.2.0/24", "for documentation only"),
            never("198.51.100.0/24", "for documentation only"),
            never("203.0.113.0/24", "for documentation only"),
            never("192.88.99.0/24", "a tunnel"),
            never("198.18.0.0/15", "for benchmarks only"),
            never("224.0.0.0/4", "multicast"),
            never("240.0.0.0/4", "reserved or broadcast"),
            permissible("127.0.0.0/8", "loopback"),
            permissible("10.0.0.0/8", "private"),
            permissible("172.16.0.0/12", "private"),
            permissible("192.168.0.0/16", "private"),
            permissible("100.64.0.0/10", "private"),
            permissible("::1/128", "loopback"),
            permissible("fc00::/7", "private"),
            never("::/96", "not an address of a host"),
            never("64:ff9b:1::/48", "a translation prefix"),
            never("100::/64", "a sink"),
            never("2001::/23", "a tunnel or reserved"),
            never("2001:db8::/32", "for documentation only"),
            never("2002::/16", "a tunnel"),
            never("3fff::/20", "for documentation only"),
            never("5f00::/16", "for segment routing only"),
            never("fe80::/10", "link-local"),
            never("fec0::/10", "site-local"),
            never("ff00::/8", "multicast"));

    private static final AddressRange TRANSLATED = never("64:ff9b::/96", "a translated address");
    private static final int IPV4_BYTES = 4;

    /** The range that the address lies in. An IPv4 address in an IPv6 one (RFC 6052) is judged by itself. */
    public static Optional<AddressRange> of(InetAddress address) {
        InetAddress judged = TRANSLATED.contains(address) ? inner(address) : address;
        return ALL.stream().filter(range -> range.contains(judged)).findFirst();
    }

    private static InetAddress inner(InetAddress translated) {
        byte[] all = translated.getAddress();
        byte[] last = Arrays.copyOfRange(all, all.length - IPV4_BYTES, all.length);
        try {
            return InetAddress.getByAddress(last);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address.", impossible);
        }
    }

    private boolean contains(InetAddress address) {
        byte[] ours = prefix.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static AddressRange never(String range, String what) {
        return parse(range, what, false);
    }

    private static AddressRange permissible(String range, String what) {
        return parse(range, what, true);
    }

    private static AddressRange parse(String range, String what, boolean permissible) {
        int slash = range.indexOf('/');
        try {
            InetAddress prefix = InetAddress.getByName(range.substring(0, slash));
            return new AddressRange(prefix, Integer.parseInt(range.substring(slash + 1)), what, permissible);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("A literal needs no look-up.", impossible);
        }
    }
}
