package dev.vedette.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Judges requests by the policy of a proxy, and connects to the addresses that it has checked. Thread-safe. */
final class Gate {
    private static final String BASIC = "basic ";

    private final EgressPolicy policy;
    private final AddressGuard guard;
    private final ByteBudget budget;

    Gate(EgressPolicy policy, AddressGuard.Resolver resolver, ByteBudget budget) {
        this.policy = policy;
        this.guard = new AddressGuard(policy.allowPrivate(), "permit private addresses in its policy", resolver);
        this.budget = budget;
    }

    /** Lets a client ask at all. */
    void admit(MessageHead head) throws Refusal {
        String token = policy.token();
        if (token != null && !isToken(head.only("proxy-authorization"), token)) {
            throw new Refusal(EgressVerdict.UNAUTHENTICATED);
        }
    }

    /** Judges everything that does not need a look-up. */
    void judge(ProxyRequest request) throws Refusal {
        if (!policy.hosts().allows(request.host())) {
            throw new Refusal(EgressVerdict.HOST_NOT_ALLOWED);
        }
        if (!policy.ports().contains(request.port())) {
            throw new Refusal(EgressVerdict.PORT_NOT_ALLOWED);
        }
        if (budget.isEmpty()) {
            throw new Refusal(EgressVerdict.BUDGET);
        }
        if (!request.isTunnel()) {
            Forwarding.bodyLength(request);
        }
    }

    /** A connection to one of the checked addresses; the name is looked up once. */
    Wire connect(ProxyRequest request, EgressLimits limits) throws IOException {
        for (InetAddress address : addresses(request.host())) {
            try {
                return Wire.connect(new InetSocketAddress(address, request.port()), TimeLimit.in(limits.connectTime()));
            } catch (SocketException | SocketTimeoutException unreachable) {
                // The next address may do.
            }
        }
        throw new Refusal(EgressVerdict.UNREACHABLE);
    }

    private List<InetAddress> addresses(HostName host) throws IOException {
        try {
            return guard.check(host.inAuthority());
        } catch (ForbiddenHostException forbidden) {
            throw new Refusal(EgressVerdict.ADDRESS_FORBIDDEN);
        } catch (UnknownHostException unknown) {
            throw new Refusal(EgressVerdict.UNREACHABLE);
        }
    }

    private static boolean isToken(String authorization, String token) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String credentials = new String(given, StandardCharsets.ISO_8859_1);
            String password = credentials.substring(credentials.indexOf(':') + 1);
            return MessageDigest.isEqual(
                    password.getBytes(StandardCharsets.ISO_8859_1), token.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
