package dev.vedette.agent.openai;

import dev.vedette.agent.model.ChatModel.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a provider is reached. What is wrong with one is said without quoting it: people paste keys into addresses.
 *
 * @param url without a slash at the end
 */
record Address(String url, Endpoint endpoint) {
    /**
     * Reads an address.
     *
     * @param plain whether HTTP without TLS may leave this machine
     * @throws IllegalArgumentException if it is none, has a query or a user in it, or would send the key in the clear
     */
    static Address of(String text, boolean plain) {
        URI uri = parsed(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (uri.getHost() == null || (!tls && !scheme.equals("http"))) {
            throw new IllegalArgumentException("the base URL of the model must be an https address");
        }
        if (uri.getRawQuery() != null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the base URL of the model must have no user, query or fragment");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!tls && !plain && !isLoopback(host)) {
            throw new IllegalArgumentException("the base URL of the model must be https unless it is on this machine");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new Address(withoutSlash(uri.toString()), new Endpoint(host, port));
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException quotesTheText) {
            throw new IllegalArgumentException("the base URL of the model is no address");
        }
    }

    private static String withoutSlash(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || isLoopbackNumber(host);
    }

    /** Digits and dots only: a name that merely begins with 127 may lead anywhere. */
    private static boolean isLoopbackNumber(String host) {
        return host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
