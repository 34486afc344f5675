package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lengths of time in nanoseconds from the units that senders use. What is negative or over a day is not believed. */
final class Elapsed {
    static final double NANOS_PER_SECOND = 1e9;
    static final double NANOS_PER_MILLI = 1e6;

    /** UCUM's names, and the words that Micrometer and CloudWatch use. */
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("ns", 1.0),
            Map.entry("nanoseconds", 1.0),
            Map.entry("us", 1e3),
            Map.entry("microseconds", 1e3),
            Map.entry("ms", NANOS_PER_MILLI),
            Map.entry("milliseconds", NANOS_PER_MILLI),
            Map.entry("Milliseconds", NANOS_PER_MILLI),
            Map.entry("s", NANOS_PER_SECOND),
            Map.entry("seconds", NANOS_PER_SECOND),
            Map.entry("Seconds", NANOS_PER_SECOND),
            Map.entry("min", 60 * NANOS_PER_SECOND),
            Map.entry("h", 3_600 * NANOS_PER_SECOND));

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

    /** The nanoseconds of a metric's unit; {@code otherwise} where the unit is none of time. */
    static double nanosOf(String unit, double otherwise) {
        return UNITS.getOrDefault(unit, otherwise);
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
