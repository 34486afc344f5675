package dev.vedette.egress;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may pass one proxy. Immutable.
 *
 * @param hosts that may be reached
 * @param ports that may be reached
 * @param allowPrivate whether an allowed host may have a private or loopback address; link-local ones and metadata
 *     services are never reached
 * @param budget bytes of both directions together, after which the proxy lets nothing pass any more
 * @param token that clients give as the password of Basic proxy authorisation, or null to ask for none
 */
public record EgressPolicy(
        HostAllowlist hosts,
        Set<Integer> ports,
        boolean allowPrivate,
        long budget,
        @Nullable String token) {
    private static final long DEFAULT_BUDGET = 100_000_000;

    public EgressPolicy {
        ports = Set.copyOf(ports);
    }

    /** These hosts, on ports 80 and 443, at public addresses, up to 100 MB. */
    public static EgressPolicy allowing(String... patterns) {
        return new EgressPolicy(new HostAllowlist(List.of(patterns)), Set.of(80, 443), false, DEFAULT_BUDGET, null);
    }

    /** The same with these ports only. */
    public EgressPolicy onPorts(Integer... only) {
        return new EgressPolicy(hosts, Set.of(only), allowPrivate, budget, token);
    }

    /** The same, and the allowed hosts may be inside this network. */
    public EgressPolicy withPrivateAddresses() {
        return new EgressPolicy(hosts, ports, true, budget, token);
    }

    /** The same with this many bytes. */
    public EgressPolicy withBudget(long bytes) {
        return new EgressPolicy(hosts, ports, allowPrivate, bytes, token);
    }

    /** The same for those who know the token: letters and digits. */
    public EgressPolicy withToken(String secret) {
        return new EgressPolicy(hosts, ports, allowPrivate, budget, secret);
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return "EgressPolicy[ports=" + ports + ", allowPrivate=" + allowPrivate + ", budget=" + budget + "]";
    }
}
