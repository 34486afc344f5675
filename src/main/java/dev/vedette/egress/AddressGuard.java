package dev.vedette.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Looks a host up and lets no address pass that must not be reached from here: neither a message nor a tool call may
 * become a way into the network that this process stands in (SSRF). All addresses of the host must be harmless, and the
 * caller connects to these very addresses, so that a second look-up cannot give others (DNS rebinding).
 *
 * <p>Private and loopback addresses pass when their owner permits them; link-local ones, where clouds serve credentials,
 * never do. Errors name no address. Thread-safe.
 */
public final class AddressGuard {
    private final boolean allowPrivate;
    private final String permission;
    private final Resolver resolver;

    /**
     * A guard.
     *
     * @param allowPrivate whether private and loopback addresses may be reached
     * @param permission what an owner does to permit them, such as {@code set allow-private: true for this receiver}
     */
    public AddressGuard(boolean allowPrivate, String permission, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.permission = permission;
        this.resolver = resolver;
    }

    /**
     * The addresses to connect to, in the order to try; at least one.
     *
     * @throws UnknownHostException if there is none
     * @throws ForbiddenHostException if one of them must not be reached
     */
    public List<InetAddress> check(String host) throws IOException {
        String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (NumericHost.isNumber(plain) && !NumericHost.isCanonical(plain)) {
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
            throw new ForbiddenHostException(
                    "the host has an address that is " + range.what() + "; if that is meant, " + permission);
        }
    }

    /** Looks up all addresses of a host. */
    @FunctionalInterface
    public interface Resolver {
        /** All of them, in the order to try. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
