package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import org.jspecify.annotations.Nullable;

/** Lengths of time in nanoseconds from the units that senders use. What is negative or over a day is not believed. */
final class Elapsed {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MOST = 86_400 * NANOS_PER_SECOND;

    private Elapsed() {}

    /** The first of the keys that holds seconds, or null. */
    static @Nullable Long ofSeconds(Attributes attributes, String... keys) {
        return first(attributes, NANOS_PER_SECOND, keys);
    }

    /** The first of the keys that holds milliseconds, or null. */
    static @Nullable Long ofMillis(Attributes attributes, String... keys) {
        return first(attributes, NANOS_PER_MILLI, keys);
    }

    private static @Nullable Long first(Attributes attributes, double unit, String[] keys) {
        for (String key : keys) {
            Double value = attributes.decimal(key);
            if (value != null && value >= 0 && value * unit <= MOST) {
                return Math.round(value * unit);
            }
        }
        return null;
    }
}
