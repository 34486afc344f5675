package dev.vedette.notify;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One webhook receiver. Immutable; its text form shows neither secrets nor header values nor the path of the URL, which
 * is a secret with many receivers.
 *
 * @param name the receiver's name
 * @param url http or https, without user and fragment
 * @param secrets one to five, each {@code whsec_} and base64 of 24 to 64 bytes; every message is signed with all of them
 *     so that a secret can be changed without losing one
 * @param allowPrivate whether the host may be in a private or loopback network
 * @param headers added to every request, such as {@code Authorization}
 */
public record WebhookSettings(
        String name, URI url, List<String> secrets, boolean allowPrivate, Map<String, String> headers) {
    private static final int MAX_SECRETS = 5;
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "content-type", "connection", "transfer-encoding", "expect", "upgrade");

    /**
     * Checks everything.
     *
     * @throws IllegalArgumentException if something is wrong; the message says what, without any secret
     */
    public WebhookSettings {
        secrets = List.copyOf(secrets);
        headers = Map.copyOf(headers);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A webhook needs a name.");
        }
        checkUrl(name, url);
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("Webhook " + name
                    + " needs one to five secrets to sign with. Make one: echo whsec_$(openssl rand -base64 32)");
        }
        try {
            new WebhookSigner(secrets);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("Webhook " + name + ": " + wrong.getMessage(), wrong);
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            checkHeader(name, header.getKey(), header.getValue());
        }
    }

    private static void checkUrl(String name, URI url) {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new IllegalArgumentException("The URL of webhook " + name
                    + " must begin with https:// or http:// and name a host of letters, digits, dots and hyphens.");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The URL of webhook " + name
                    + " must have neither user and password (use a header) nor a fragment.");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw new IllegalArgumentException("The URL of webhook " + name + " has an impossible port.");
        }
    }

    private static void checkHeader(String name, String header, String value) {
        boolean token = !header.isEmpty()
                && header.chars().allMatch(c -> c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        boolean visible = value.chars().allMatch(c -> c >= ' ' && c < 127);
        String lower = header.toLowerCase(Locale.ROOT);
        if (!token || !visible || OWN_HEADERS.contains(lower) || lower.startsWith("webhook-")) {
            throw new IllegalArgumentException("Webhook " + name + " cannot send a header " + InertText.of(header, 60)
                    + ": it is Vedette's own or not plain ASCII.");
        }
    }

    @Override
    public String toString() {
        return "WebhookSettings[name=" + name + ", url=" + url.getScheme() + "://" + url.getRawAuthority()
                + "/…, secrets=" + secrets.size() + " masked, allowPrivate=" + allowPrivate + ", headers="
                + headers.keySet() + " masked]";
    }
}
