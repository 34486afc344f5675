package dev.vedette.notify;

import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Notifier;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox. Every receiver has a thread of its own, so that a dead or slow one delays no other; nothing waits
 * in memory, so that nothing is lost with the process. A message that arrived but whose arrival could not be noted is
 * sent again with the same id: at least once.
 *
 * <p>A storm is slowed down, not thinned out: thirty messages at once and thirty a minute for each receiver, the most
 * severe first; the rest waits in the outbox. What failed is tried again after the schedule of {@link Backoff}, ten
 * times in about three days. Messages to a receiver that the configuration no longer names are refused with that reason.
 *
 * <p>Thread-safe, except that {@link #step} must not be called after {@link #start}.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int PER_MINUTE = 30;
    private static final int SWEPT_AT_ONCE = 500;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AlertStore store;
    private final InstantSource clock;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final List<Loop> loops = new ArrayList<>();
    private final Loop sweeper;

    /**
     * A dispatcher that does nothing until it is started.
     *
     * @param random spreads retries over time
     * @param pulse gets {@code vedette_notifications_total} by fate, and {@code vedette_notifications_waiting}
     * @throws IllegalArgumentException if two notifiers have the same receiver's name
     */
    public Dispatcher(
            AlertStore store,
            Collection<? extends Notifier> notifiers,
            InstantSource clock,
            RandomGenerator random,
            Pulse pulse) {
        this.store = store;
        this.clock = clock;
        Backoff backoff = new Backoff(random);
        for (Notifier notifier : notifiers) {
            Lane lane = new Lane(store, notifier, backoff, new TokenBucket(PER_MINUTE), pulse);
            if (lanes.putIfAbsent(lane.receiver(), lane) != null) {
                throw new IllegalArgumentException("Two receivers are named " + lane.receiver() + ".");
            }
            loops.add(new Loop("vedette-notify-" + lane.receiver(), () -> lane.pass(clock) > 0, POLL));
        }
        this.sweeper = new Loop("vedette-notify", () -> sweep(clock.instant()) == SWEPT_AT_ONCE, SWEEP);
        pulse.gauge("notifications_waiting", "Notifications that wait in the outbox.", this::waiting);
    }

    /** Begins to send. Once only. */
    public void start() {
        loops.forEach(Loop::start);
        sweeper.start();
    }

    /** Says that there are new notifications; cheap, and safe to call too often. */
    public void wake() {
        loops.forEach(Loop::wake);
    }

    /**
     * One portion of the work of every receiver, done by the caller one after another, as if it were {@code now}.
     *
     * @return how many attempts were made
     */
    public int step(Instant now) {
        sweep(now);
        return lanes.values().stream()
                .mapToInt(lane -> lane.pass(InstantSource.fixed(now)))
                .sum();
    }

    /** Begins no further attempt and waits up to three seconds for those under way; they end by themselves. */
    @Override
    public void close() {
        loops.forEach(Loop::stop);
        sweeper.stop();
        Instant patient = clock.instant().plus(PATIENCE);
        try {
            for (Loop loop : loops) {
                loop.join(Duration.between(clock.instant(), patient));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A store that is away must not take the page with all the other figures along. */
    private double waiting() {
        try {
            return store.waiting();
        } catch (StoreException away) {
            return Double.NaN;
        }
    }

    /** Refuses what is due to nobody, and says how much was looked at. */
    private int sweep(Instant now) {
        List<Notification> due = store.due(now, SWEPT_AT_ONCE);
        int refused = 0;
        for (Notification notification : due) {
            if (!lanes.containsKey(notification.receiver())) {
                String why = "the configuration names no receiver " + notification.receiver();
                LOG.warn("{} will not be delivered: {}", notification.id(), why);
                store.attempted(notification, new Delivery.Refused(why, false), now, now);
                refused++;
            }
        }
        return refused;
    }
}
