package dev.vedette.agent.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has something done at a time. Implementations are thread-safe. */
@FunctionalInterface
public interface Alarm {
    /**
     * Does it at {@code when} or soon after.
     *
     * @return takes it back, if it is not too late; doing it twice changes nothing
     */
    Runnable at(Instant when, Runnable task);

    /** On the threads of a scheduler, by this clock. The scheduler remains the caller's to close. */
    static Alarm on(ScheduledExecutorService scheduler, InstantSource clock) {
        return (when, task) -> {
            long millis = Math.max(0, Duration.between(clock.instant(), when).toMillis());
            Future<?> waiting = scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
            return () -> waiting.cancel(false);
        };
    }
}
