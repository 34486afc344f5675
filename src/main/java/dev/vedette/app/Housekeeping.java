package dev.vedette.app;

import dev.vedette.alerting.AlertStore;
import dev.vedette.config.Settings;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.TraceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what has been kept long enough, every ten minutes. Called on the thread that writes to the store. */
final class Housekeeping implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration ALERTS_KEPT = Duration.ofDays(90);

    private final TraceStore traces;
    private final AlertStore alerts;
    private final Settings.Storage settings;
    private final InstantSource clock;
    private Instant next;

    Housekeeping(TraceStore traces, AlertStore alerts, Settings.Storage settings, InstantSource clock) {
        this.traces = traces;
        this.alerts = alerts;
        this.settings = settings;
        this.clock = clock;
        this.next = clock.instant().plus(INTERVAL);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        try {
            long dropped = traces.retain(Epoch.nanos(now.minus(settings.retention())), settings.retentionBytes());
            alerts.retain(now.minus(ALERTS_KEPT));
            if (dropped > 0) {
                LOGGER.info("Dropped {} batches that were kept long enough", dropped);
            }
        } catch (StoreException broken) {
            LOGGER.warn("Cannot drop old data, trying again later: {}", broken.getMessage());
        }
    }
}
