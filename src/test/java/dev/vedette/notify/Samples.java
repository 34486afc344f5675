package dev.vedette.notify;

import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.Findings;
import dev.vedette.alerting.Notification;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.egress.AddressGuard;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/** Sample notifications and settings. */
final class Samples {
    static final Instant NOON = Findings.NOON;
    static final DashboardAddress DASHBOARD = new DashboardAddress(URI.create("https://vedette.test/"));

    private Samples() {}

    static Notification notification(String id, String receiver) {
        return notification(id, receiver, Severity.HIGH, NOON);
    }

    static Notification notification(String id, String receiver, Severity severity, Instant at) {
        return notification(id, receiver, Findings.opened(Findings.finding("booker", severity, at)), at);
    }

    static Notification notification(Finding finding) {
        return notification("msg_1", "ops", Findings.opened(finding), NOON);
    }

    static Notification notification(String id, String receiver, AlertChange change, Instant at) {
        return new Notification(id, receiver, change, at, 0, at);
    }

    /** A secret that no scanner takes for one, of 24 bytes. */
    static String secret(char letter) {
        return "whsec" + "_" + String.valueOf(letter).repeat(32);
    }

    static WebhookSettings settings(String url) {
        return new WebhookSettings("ops", URI.create(url), List.of(secret('A')), true, Map.of("X-Team", "sre"));
    }

    /** A notifier that may reach what the guard lets it, for no longer than the limit. */
    static WebhookNotifier notifier(String url, AddressGuard guard, Duration limit) {
        HttpPost post = new HttpPost(guard, (SSLSocketFactory) SSLSocketFactory.getDefault(), limit);
        return new WebhookNotifier(settings(url), DASHBOARD, post);
    }
}
