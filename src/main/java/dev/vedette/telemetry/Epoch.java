package dev.vedette.telemetry;

import java.time.Instant;

/** Nanoseconds since 1970-01-01T00:00Z, the time of OTLP. */
public final class Epoch {
    private static final long NANOS = 1_000_000_000L;

    private Epoch() {}

    /** The instant at {@code epochNanos}. */
    public static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS));
    }

    /**
     * The nanoseconds at {@code instant}.
     *
     * @throws ArithmeticException outside the years 1678 to 2262
     */
    public static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }
}
