package dev.vedette.agent.content;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an answer may hold. Immutable.
 *
 * @param removeRemoteImages whether images are taken out that are fetched from a host, for whoever shows the answer
 *     fetches them unasked, and the address can carry data
 * @param imageHosts the hosts whose images stay all the same, exactly as written, in lower case
 * @param links what becomes of links
 * @param linkHosts the hosts to which links stay with {@link Links#ALLOWED_HOSTS}
 * @param maskSecrets whether secrets are masked
 */
public record OutputPolicy(
        boolean removeRemoteImages, Set<String> imageHosts, Links links, Set<String> linkHosts, boolean maskSecrets) {
    /** No remote images, links with their hosts as text, no secrets. */
    public static final OutputPolicy STRICT = new OutputPolicy(true, Set.of(), Links.TEXT_ONLY, Set.of(), true);

    public OutputPolicy {
        imageHosts = lowerCase(imageHosts);
        linkHosts = lowerCase(linkHosts);
    }

    /** What becomes of links. */
    public enum Links {
        /** Links to web pages, mail addresses and places of the same site stay; others become text. */
        KEEP,
        /** Links to known hosts and to places of the same site stay; others become text. */
        ALLOWED_HOSTS,
        /** All links become text with the host behind it, but for those to places of the same site. */
        TEXT_ONLY
    }

    /** Whether markup passes as it is, raw HTML too. */
    public boolean keepsMarkup() {
        return !removeRemoteImages && links == Links.KEEP;
    }

    boolean allowsImage(Destination destination) {
        return !removeRemoteImages
                || destination.local()
                || (destination.web() && imageHosts.contains(destination.host()));
    }

    boolean allowsLink(Destination destination) {
        return switch (links) {
            case KEEP -> destination.local() || destination.web() || destination.mail();
            case ALLOWED_HOSTS -> destination.local() || (destination.web() && linkHosts.contains(destination.host()));
            case TEXT_ONLY -> destination.local();
        };
    }

    private static Set<String> lowerCase(Set<String> hosts) {
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
