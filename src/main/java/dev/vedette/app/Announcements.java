package dev.vedette.app;

import dev.vedette.alerting.AlertChange;
import dev.vedette.notify.Dispatcher;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.web.LiveFeed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the parts that wait for news that there is some; called on the watching thread. */
final class Announcements {
    private final LiveFeed feed;
    private final Forwarding forwarding;
    private volatile @Nullable Dispatcher dispatcher;

    Announcements(LiveFeed feed, Forwarding forwarding) {
        this.feed = feed;
        this.forwarding = forwarding;
    }

    /** The dispatcher comes last, because its links need the dashboard's port. */
    void dispatcher(Dispatcher started) {
        dispatcher = started;
    }

    void alerts(List<AlertChange> changes) {
        feed.publishAlerts(changes);
        Dispatcher waiting = dispatcher;
        if (waiting != null) {
            waiting.wake();
        }
    }

    void traffic(TelemetryBatch batch) {
        feed.publishTraffic(batch);
        forwarding.wake();
    }
}
