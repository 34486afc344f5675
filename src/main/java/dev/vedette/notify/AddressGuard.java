package dev.vedette.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Looks a host up and lets no address pass that a webhook must not reach: a message must not become a way into the
 * network that Vedette stands in (SSRF). All addresses of the host must be harmless, and the caller connects to these
 * very addresses, so that a second look-up cannot give others (DNS rebinding).
 *
 * <p>Private and loopback addresses pass when the configuration allows them; link-local ones, where clouds serve
 * credentials, never do. Errors name no address. Thread-safe.
 */
final class AddressGuard {
    /** Looks up all addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The host must not be reached. The message says why, and what to do, without naming an address. */
    static final class ForbiddenHostException extends IOException {
        private static final long serialVersionUID = 1L;

        ForbiddenHostException(String message) {
            super(message);
        }
    }

    private static final int IPV4_PARTS = 4;

    private final boolean allowPrivate;
    private final Resolver resolver;

    AddressGuard(boolean allowPrivate, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /**
     * The addresses to connect to, in the order to try.
     *
     * @throws UnknownHostException if there is none
     * @throws ForbiddenHostException if one of them must not be reached
     */
    List<InetAddress> check(String host) throws IOException {
        String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (looksLikeNumber(plain) && !isCanonical(plain)) {
            throw new ForbiddenHostException(
                    "the host is a number that is not written as four decimal parts, which programs read differently");
        }
        List<InetAddress> addresses = List.of(resolver.resolve(host));
        for (InetAddress address : addresses) {
            Optional<AddressRange> range = AddressRange.of(address);
            if (range.isPresent()) {
                judge(range.get());
            }
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException("no address");
        }
        return addresses;
    }

    private void judge(AddressRange range) throws ForbiddenHostException {
        if (!range.permissible()) {
            throw new ForbiddenHostException("the host has an address that is " + range.what());
        }
        if (!allowPrivate) {
            throw new ForbiddenHostException("the host has an address that is " + range.what()
                    + "; if that is meant, set allow-private: true for this receiver");
        }
    }

    /** The rule of the URL standard: a host whose last part begins like a number is meant as an IPv4 address. */
    private static boolean looksLikeNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return !host.startsWith("[") && !last.isEmpty() && Character.isDigit(last.charAt(0)) && !hasLetters(last);
    }

    private static boolean hasLetters(String part) {
        boolean hexadecimal = part.startsWith("0x") || part.startsWith("0X");
        return !hexadecimal && !part.chars().allMatch(Character::isDigit);
    }

    private static boolean isCanonical(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != IPV4_PARTS) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Character::isDigit);
            if (!digits || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
