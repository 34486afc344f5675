package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ArgumentCheck;
import dev.vedette.egress.HostAllowlist;
import dev.vedette.egress.HostName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A URL, or the name of a host with or without a port, leads to one of these hosts. A URL is read more strictly than any
 * client reads it: {@code http} or {@code https}, no user, no white space, no backslash. IP addresses are refused unless
 * they are listed, and then only in their usual spelling. What a name resolves to is not looked at: that is for
 * whoever connects, the egress proxy. Immutable.
 *
 * <pre>{@code HostAllowed.https("api.example.com", "*.example.org").at("url")}</pre>
 */
public final class HostAllowed implements ArgumentCheck {
    private static final String ADVICE =
            "The host is not one that this tool may reach. Use one of the allowed hosts, by its plain name.";

    private final List<String> patterns;
    private final HostAllowlist hosts;
    private final Set<String> schemes;
    private final Place place;

    private HostAllowed(List<String> patterns, HostAllowlist hosts, Set<String> schemes, Place place) {
        this.patterns = patterns;
        this.hosts = hosts;
        this.schemes = schemes;
        this.place = place;
    }

    /**
     * These hosts, by {@code http} or {@code https}.
     *
     * @param patterns names of hosts, or {@code *.} and a name for all hosts below it
     * @throws IllegalArgumentException if a pattern is neither
     */
    public static Draft of(String... patterns) {
        return draft(Set.of("http", "https"), patterns);
    }

    /**
     * These hosts, by {@code https} alone.
     *
     * @param patterns names of hosts, or {@code *.} and a name for all hosts below it
     * @throws IllegalArgumentException if a pattern is neither
     */
    public static Draft https(String... patterns) {
        return draft(Set.of("https"), patterns);
    }

    private static Draft draft(Set<String> schemes, String... patterns) {
        List<String> listed = List.of(patterns);
        HostAllowlist hosts = new HostAllowlist(listed);
        return argument -> new HostAllowed(listed, hosts, schemes, Place.at(argument));
    }

    @Override
    public Optional<Objection> check(ObjectNode arguments) {
        return place.eachText(arguments, this::judge);
    }

    private Optional<Objection> judge(String text) {
        Optional<WebAddress> address = WebAddress.of(text);
        if (address.isEmpty()) {
            return Optional.of(new Objection("host_unreadable", place.path() + " is no plain URL or host", ADVICE));
        }
        String scheme = address.get().scheme();
        if (scheme != null && !schemes.contains(scheme)) {
            return Optional.of(new Objection("scheme_not_allowed", place.path() + " has another scheme", ADVICE));
        }
        HostName host = address.get().host();
        return hosts.allows(host)
                ? Optional.empty()
                : Optional.of(new Objection("host_not_allowed", place.path() + " leads to " + host.ascii(), ADVICE));
    }

    /** The patterns, in the order in which they were given. */
    public List<String> patterns() {
        return patterns;
    }

    /** A check that needs its argument. */
    @FunctionalInterface
    public interface Draft {
        /** For this argument: a name, or names joined by dots; a list on the way stands for each of its elements. */
        HostAllowed at(String argument);
    }
}
