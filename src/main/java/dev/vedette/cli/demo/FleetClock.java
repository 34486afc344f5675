package dev.vedette.cli.demo;

import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The fleet's time. While the past is played it is moved by hand, and what would take time only moves it on; then it is
 * the real time, and what takes time takes it. Thread-safe.
 */
final class FleetClock implements InstantSource, Clock {
    private final InstantSource real;
    private final AtomicLong played = new AtomicLong(Long.MIN_VALUE);

    FleetClock(InstantSource real) {
        this.real = real;
    }

    /** It is so late in the past. */
    void play(Instant past) {
        played.set(nanos(past));
    }

    /** The past is over. */
    void live() {
        played.set(Long.MIN_VALUE);
    }

    /** Something takes so long. */
    void pass(Duration duration) {
        if (played.get() == Long.MIN_VALUE) {
            LockSupport.parkNanos(duration.toNanos());
        } else {
            played.addAndGet(duration.toNanos());
        }
    }

    @Override
    public Instant instant() {
        long now = now();
        return Instant.ofEpochSecond(0, now);
    }

    @Override
    public long now() {
        long past = played.get();
        return past == Long.MIN_VALUE ? nanos(real.instant()) : past;
    }

    @Override
    public long nanoTime() {
        return now();
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
