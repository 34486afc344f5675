package dev.vedette.export;

import dev.vedette.health.Pulse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one forwarder has done, counted for the dashboard and the pulse. Written by one thread, read by any. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final long QUIET_SECONDS = 60;

    private final String destination;
    private final Pulse pulse;
    private volatile ForwarderStatus status;
    private @Nullable Instant refusalLogged;

    Tally(String destination, Pulse pulse) {
        this.destination = destination;
        this.pulse = pulse;
        this.status = new ForwarderStatus(destination, 0, 0, 0, 0, 0, 0, 0, null, null);
    }

    ForwarderStatus status() {
        return status;
    }

    void at(long position, long head) {
        ForwarderStatus s = status;
        status = new ForwarderStatus(
                destination,
                position,
                Math.max(0, head - position),
                s.sent(),
                s.rejected(),
                s.refused(),
                s.dropped(),
                s.failures(),
                s.lastError(),
                s.lastSuccess());
    }

    void delivered(long records, Answer.Delivered answer, boolean recovered, Instant now) {
        long rejected = Math.min(records, answer.rejected());
        ForwarderStatus s = status;
        add(s.sent() + records - rejected, s.rejected() + rejected, s.refused(), s.dropped(), s.failures(), null, now);
        count("forwarded_records", "Records that a destination took.", records - rejected);
        count("forward_rejected_records", "Records a destination left out of a batch that it took.", rejected);
        if (recovered) {
            LOG.info("forwarding to {} works again", destination);
        }
        if (rejected > 0) {
            warnQuietly(now, "rejected " + rejected + " of " + records + " records: " + answer.warning());
        }
    }

    void refused(long records, String why, Instant now) {
        ForwarderStatus s = status;
        add(s.sent(), s.rejected(), s.refused() + records, s.dropped(), s.failures(), why, null);
        count("forward_refused_records", "Records in batches that a destination refused for good.", records);
        warnQuietly(now, "refused a batch of " + records + " records, which is skipped: " + why);
    }

    void failed(String why, boolean first) {
        ForwarderStatus s = status;
        add(s.sent(), s.rejected(), s.refused(), s.dropped(), s.failures() + 1, why, null);
        count("forward_failures", "Attempts to forward that failed and are repeated.", 1);
        if (first) {
            LOG.warn("forwarding to {} fails and will be tried again: {}", destination, why);
        }
    }

    void dropped(long batches, String why) {
        ForwarderStatus s = status;
        add(s.sent(), s.rejected(), s.refused(), s.dropped() + batches, s.failures(), null, null);
        count("forward_dropped_batches", "Batches that waited too long for a destination, at most.", batches);
        LOG.warn("up to {} batches are not forwarded to {}: {}", batches, destination, why);
    }

    private void add(
            long sent,
            long rejected,
            long refused,
            long dropped,
            long failures,
            @Nullable String error,
            @Nullable Instant success) {
        ForwarderStatus s = status;
        status = new ForwarderStatus(
                destination,
                s.position(),
                s.lag(),
                sent,
                rejected,
                refused,
                dropped,
                failures,
                error == null ? s.lastError() : error,
                success == null ? s.lastSuccess() : success);
    }

    private void count(String name, String help, long amount) {
        if (amount > 0) {
            pulse.count(name, help, destination, amount);
        }
    }

    /** A backend that refuses everything would fill the log with it. */
    private void warnQuietly(Instant now, String what) {
        if (refusalLogged == null || refusalLogged.plusSeconds(QUIET_SECONDS).isBefore(now)) {
            refusalLogged = now;
            LOG.warn("{} {}", destination, what);
        }
    }
}
