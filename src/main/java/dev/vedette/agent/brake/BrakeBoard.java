package dev.vedette.agent.brake;

import dev.vedette.agent.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brakes that hold in this process, wherever they come from: the program itself, or a Vedette that is asked now and
 * then. Those of different origins do not replace each other; the strongest counts. Brakes vanish when they end. Keeps
 * 1,000 of each origin and drops the softest beyond them. Thread-safe.
 */
public final class BrakeBoard {
    static final int KEPT = 1_000;

    /** How long a run waits before each call of a model at {@link BrakeLevel#SLOW}. */
    public static final Duration SLOWED_BY = Duration.ofSeconds(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(BrakeBoard.class);
    private static final String HERE = "";
    private static final Comparator<Brake> HARDEST_FIRST =
            Comparator.comparing(Brake::level).thenComparing(Brake::until).reversed();

    private record StopListener(Principal principal, Runnable whenStopped) {}

    private final InstantSource clock;
    private final Map<String, List<Brake>> brakes = new HashMap<>();
    private final Set<Watch> watches = new HashSet<>();

    /** Nothing is held back yet. */
    public BrakeBoard(InstantSource clock) {
        this.clock = clock;
    }

    /** Sets a brake, in place of one with the same id. When it stops somebody, it has done so on return. */
    public void set(Brake brake) {
        change(HERE, own -> {
            own.removeIf(earlier -> earlier.id().equals(brake.id()));
            own.add(brake);
        });
    }

    /** Takes away a brake that this process has set. Those of a Vedette are lifted there. */
    public void lift(String id) {
        change(HERE, own -> own.removeIf(brake -> brake.id().equals(id)));
    }

    /** Puts these brakes in place of all others of this origin. */
    void replace(String origin, Collection<Brake> current) {
        change(origin, own -> {
            own.clear();
            own.addAll(current);
        });
    }

    /** The strongest brake that holds this principal back now. */
    public Optional<Brake> strongest(Principal principal) {
        return strongest(principal, clock.instant());
    }

    /** The strongest brake that holds this principal back at {@code now}. */
    public synchronized Optional<Brake> strongest(Principal principal, Instant now) {
        return brakes.values().stream()
                .flatMap(List::stream)
                .filter(brake -> brake.level() != BrakeLevel.NONE && brake.holds(now) && brake.concerns(principal))
                .min(HARDEST_FIRST);
    }

    /** How long to wait before asking a model; not longer than the brake lasts, and zero where none slows. */
    public Duration delay(Principal principal) {
        Instant now = clock.instant();
        return strongest(principal, now)
                .filter(brake -> brake.level() == BrakeLevel.SLOW)
                .map(brake -> Duration.between(now, brake.until()))
                .map(left -> left.compareTo(SLOWED_BY) < 0 ? left : SLOWED_BY)
                .orElse(Duration.ZERO);
    }

    /** All brakes that hold now, the hardest first. */
    public synchronized List<Brake> active() {
        Instant now = clock.instant();
        return brakes.values().stream()
                .flatMap(List::stream)
                .filter(brake -> brake.holds(now))
                .sorted(HARDEST_FIRST)
                .toList();
    }

    /**
     * Has something done as soon as this principal is stopped, at once if it is already: such as interrupting the run's
     * thread and killing its processes. Called once at most, on the thread that sets the brake; it must be quick.
     */
    public Watch onStop(Principal principal, Runnable whenStopped) {
        Watch watch = new Watch(new StopListener(principal, whenStopped));
        synchronized (this) {
            watches.add(watch);
        }
        fire();
        return watch;
    }

    private interface Change {
        void to(List<Brake> own);
    }

    private void change(String origin, Change change) {
        synchronized (this) {
            List<Brake> own = brakes.computeIfAbsent(origin, unknown -> new ArrayList<>());
            change.to(own);
            Instant now = clock.instant();
            own.removeIf(brake -> !brake.holds(now));
            own.sort(HARDEST_FIRST);
            if (own.size() > KEPT) {
                LOGGER.warn("More than {} brakes are set; the softest are dropped", KEPT);
                own.subList(KEPT, own.size()).clear();
            }
        }
        fire();
    }

    /** Tells those that are stopped, outside the lock, so that one that dawdles holds up no decision. */
    private void fire() {
        Instant now = clock.instant();
        List<Watch> stopped = new ArrayList<>();
        synchronized (this) {
            for (Watch watch : watches) {
                boolean hit = strongest(watch.listener.principal(), now)
                        .filter(brake -> brake.level() == BrakeLevel.STOP)
                        .isPresent();
                if (hit) {
                    stopped.add(watch);
                }
            }
            stopped.forEach(watches::remove);
        }
        for (Watch watch : stopped) {
            try {
                watch.listener.whenStopped().run();
            } catch (RuntimeException broken) {
                LOGGER.warn(
                        "A run could not be told that it is stopped: {}",
                        broken.getClass().getName());
            }
        }
    }

    private synchronized void forget(Watch watch) {
        watches.remove(watch);
    }

    /** A run that waits to be told. To be closed when the run is over. */
    public final class Watch implements AutoCloseable {
        private final StopListener listener;

        private Watch(StopListener listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            forget(this);
        }
    }
}
