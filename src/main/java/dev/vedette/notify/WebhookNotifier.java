package dev.vedette.notify;

import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Notifier;
import dev.vedette.egress.AddressGuard;
import dev.vedette.egress.ForbiddenHostException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts a signed message to a webhook: the headers of Standard Webhooks 1.0.0, the body of Alertmanager's version 4 (see
 * {@link AlertPayload}). A retry has the same id and body, and a new timestamp and signature.
 *
 * <p>Only 2xx is a delivery. 5xx, 408, 425, 429 and everything that breaks on the way is tried again; redirects are not
 * followed; 410 disables the receiver; every other answer, and a host that must not be reached (see {@link
 * AddressGuard}), is refused. What is reported of a failure names neither an address nor what was answered.
 *
 * <p>Thread-safe. An attempt takes at most 15 seconds and as long as the system takes to look a name up.
 */
public final class WebhookNotifier implements Notifier {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String PERMISSION = "set allow-private: true for this receiver";

    private final WebhookSettings settings;
    private final DashboardAddress dashboard;
    private final WebhookSigner signer;
    private final HttpPost post;

    /** A notifier for one webhook. */
    public WebhookNotifier(WebhookSettings settings, DashboardAddress dashboard) {
        this(
                settings,
                dashboard,
                new HttpPost(
                        new AddressGuard(settings.allowPrivate(), PERMISSION, InetAddress::getAllByName),
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        LIMIT));
    }

    WebhookNotifier(WebhookSettings settings, DashboardAddress dashboard, HttpPost post) {
        this.settings = settings;
        this.dashboard = dashboard;
        this.signer = new WebhookSigner(settings.secrets());
        this.post = post;
    }

    @Override
    public String receiver() {
        return settings.name();
    }

    @Override
    public Delivery send(Notification notification, Instant now) {
        byte[] body = AlertPayload.of(notification, dashboard);
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(settings.headers());
        headers.put("Content-Type", "application/json");
        headers.putIfAbsent("User-Agent", "Vedette");
        headers.put("webhook-id", notification.id());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", signer.sign(notification.id(), timestamp, body));
        try {
            return post.send(settings.url(), headers, body).delivery(now);
        } catch (ForbiddenHostException forbidden) {
            return new Delivery.Refused(String.valueOf(forbidden.getMessage()), false);
        } catch (IOException broken) {
            return new Delivery.Retry(null, reason(broken));
        }
    }

    private static String reason(IOException broken) {
        if (broken instanceof UnknownHostException) {
            return "its host's name is not known";
        }
        if (broken instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (broken instanceof ConnectException) {
            return "cannot connect";
        }
        if (broken instanceof SSLException) {
            return "TLS failed: its certificate is not trusted or not for this host, or it does not speak TLS";
        }
        return "the connection broke or the answer was not HTTP";
    }
}
