package dev.vedette.notify;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Notifier;
import dev.vedette.detection.Band;
import java.io.Flushable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes one line for every piece of news. Thread-safe as long as nobody else writes to the same place. */
public final class ConsoleNotifier implements Notifier {
    private static final int TITLE = 200;
    private static final int LABEL = 60;

    private final String receiver;
    private final Appendable out;
    private final DashboardAddress dashboard;

    /**
     * A notifier that writes to {@code out}, and flushes it where it can be flushed.
     *
     * @param out usually the terminal; what an agent wrote reaches it without control characters
     */
    public ConsoleNotifier(String receiver, Appendable out, DashboardAddress dashboard) {
        this.receiver = receiver;
        this.out = out;
        this.dashboard = dashboard;
    }

    @Override
    public String receiver() {
        return receiver;
    }

    @Override
    public synchronized Delivery send(Notification notification, Instant now) {
        try {
            out.append(line(notification)).append(System.lineSeparator());
            if (out instanceof Flushable flushable) {
                flushable.flush();
            }
            return new Delivery.Delivered();
        } catch (IOException broken) {
            return new Delivery.Retry(null, "cannot write");
        }
    }

    private String line(Notification notification) {
        Alert alert = notification.change().alert();
        StringBuilder line = new StringBuilder()
                .append(notification.createdAt().truncatedTo(ChronoUnit.SECONDS))
                .append(' ')
                .append(alert.severity().name())
                .append(' ')
                .append(notification.change().kind().label())
                .append(' ')
                .append(InertText.of(alert.rule(), LABEL))
                .append(": ")
                .append(InertText.of(alert.latest().title(), TITLE));
        Map<String, String> labels = new TreeMap<>(alert.latest().key());
        labels.forEach((label, value) ->
                line.append(' ').append(InertText.of(label, LABEL)).append('=').append(InertText.of(value, LABEL)));
        Band band = alert.latest().band();
        if (band != null) {
            line.append(String.format(
                    Locale.ROOT,
                    " (seen %.4g, normal %.4g to %.4g %s)",
                    band.seen(),
                    band.lower(),
                    band.upper(),
                    InertText.of(band.unit(), LABEL)));
        }
        return line.append(' ').append(dashboard.alert(alert.fingerprint())).toString();
    }
}
