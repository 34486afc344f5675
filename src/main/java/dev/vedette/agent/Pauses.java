package dev.vedette.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a run waits. A seam, so that tests need not. Implementations are thread-safe. */
@FunctionalInterface
interface Pauses {
    /** Waits for so long. */
    void pause(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Pauses real() {
        return duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
